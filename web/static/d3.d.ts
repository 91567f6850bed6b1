// d3 is loaded as a plain script before the modules and stands in the global `d3` (see web/assets.py).
import type * as Drag from "d3-drag";
import type * as Force from "d3-force";
import type * as Selection from "d3-selection";
import type * as Zoom from "d3-zoom";

declare global {
  const d3: typeof Drag & typeof Force & typeof Selection & typeof Zoom;
}
