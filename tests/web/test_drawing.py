"""What is handed to the script: JSON that cannot end its element."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from web.drawing import graph_data


@given(st.text(max_size=80))
def test_any_name_stays_inside_the_script_and_comes_back(name: str) -> None:
    name = name.encode("utf-8", "replace").decode()
    text = str(graph_data({"nodes": [{"id": "al-1", "name": f"</script><!--{name}"}], "edges": []}))
    assert "<" not in text
    assert ">" not in text
    assert json.loads(text)["nodes"][0]["name"] == f"</script><!--{name}"
