# syntax=docker/dockerfile:1
# The server in an image of its own: built from the sources here, run by a user without rights on a root file system that
# can be read-only. What it writes goes to /data.
ARG SWIFT_IMAGE=swift:6.3-bookworm
ARG BASE_IMAGE=debian:12-slim

FROM ${SWIFT_IMAGE} AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
WORKDIR /src
COPY scripts/setup scripts/setup
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        g++ pkg-config libcurl4-openssl-dev libhiredis-dev libjansson-dev libpcre2-dev libpq-dev libsimdjson-dev \
        libsqlite3-dev libssl-dev \
    && rm -rf /var/lib/apt/lists/*
COPY . .
RUN swift build --configuration release --product telegram-backend --static-swift-stdlib \
    && install -D --mode=0755 .build/release/telegram-backend /out/telegram-backend

FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="telegram-backend" \
    org.opencontainers.image.description="Backend of a Telegram bot and mini app"
# The libraries it is linked with, certificates to reach Telegram, and PostgreSQL's programs for `backup`.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        ca-certificates libcurl4 libhiredis0.14 libjansson4 libpcre2-8-0 libpq5 libsimdjson14 libsqlite3-0 libssl3 \
        libstdc++6 postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --create-home --shell /usr/sbin/nologin telegram-backend
COPY --from=build /out/telegram-backend /usr/local/bin/telegram-backend
USER 10001:10001
WORKDIR /data
ENV HOST=0.0.0.0 PORT=8080 LOG_FORMAT=json
EXPOSE 8080
VOLUME ["/data"]
STOPSIGNAL SIGTERM
# Swarm replaces a container that is unhealthy: a database that is away is no reason.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["/usr/local/bin/telegram-backend", "health", "--live"]
ENTRYPOINT ["/usr/local/bin/telegram-backend"]
CMD ["serve"]
