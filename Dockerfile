# The service in an image of its own: built whole, then only what runs.
#
#   docker build -t precis .
#   docker run -p 127.0.0.1:8787:8787 -v precis-data:/data precis
FROM node:24-bookworm AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npm run build

# What the service needs at run time, without what builds and tests it.
FROM node:24-bookworm AS dependencies
WORKDIR /src
COPY . .
RUN npm ci --omit=dev --workspace packages/server --include-workspace-root=false --no-audit --no-fund

FROM node:24-bookworm-slim AS run
ENV NODE_ENV=production \
    PRECIS_HOST=0.0.0.0 \
    PRECIS_DATA=/data
WORKDIR /app
COPY --from=dependencies /src/package.json ./
COPY --from=dependencies /src/node_modules node_modules
COPY --from=build /src/packages/engine/package.json packages/engine/
COPY --from=build /src/packages/engine/dist packages/engine/dist
COPY --from=build /src/packages/protocol/package.json packages/protocol/
COPY --from=build /src/packages/protocol/dist packages/protocol/dist
COPY --from=build /src/packages/sdk/package.json packages/sdk/
COPY --from=build /src/packages/sdk/dist packages/sdk/dist
COPY --from=build /src/packages/server/package.json packages/server/
COPY --from=build /src/packages/server/bin packages/server/bin
COPY --from=build /src/packages/server/dist packages/server/dist
# The user of the image `node`; it owns the data and nothing else.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8787 8788
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PRECIS_PORT ?? 8787) + '/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/packages/server/dist/main.js"]
CMD ["serve"]
