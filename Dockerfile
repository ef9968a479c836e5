# The bot and its workers in one image: `docker run … wheelhouse bot`, `… worker`, or `… all` (the default).

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No dependency needs its install script here: the image has its own Node.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY LICENSE package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.ADMIN_PORT ?? 3001}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# A small young generation keeps a worker with a thousand waiting runs small (npm run bench -- waiting). V8's four helper
# threads would take both processors of a small task whenever the old generation is marked, and people would wait: docs/adr/0027.
ENTRYPOINT ["node", "--v8-pool-size=1", "--max-semi-space-size=8", "--max-old-space-size=512", "dist/main.js"]
CMD ["all"]
