# 两个阶段：先装锁定的版本，再只带走装好的环境。Two stages: install the locked versions, then take only the result along.
FROM python:3.11-slim AS build
WORKDIR /opt/lianmeng
RUN python -m venv /opt/venv
COPY requirements.txt requirements-build.txt ./
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements-build.txt \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --no-build-isolation -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY graph graph
COPY queries queries
COPY ingest ingest
COPY api api
COPY web web
COPY lianmeng lianmeng
RUN /opt/venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 lianmeng && mkdir /data && chown lianmeng /data
COPY --from=build /opt/venv /opt/venv
COPY scripts/container.sh /usr/local/bin/container.sh
ENV PATH=/opt/venv/bin:$PATH LIANMENG_DATA=/data PYTHONUTF8=1
USER lianmeng
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["/bin/sh", "/usr/local/bin/container.sh"]
CMD ["serve", "--host", "0.0.0.0"]
