# Binnacle in a container: built in one stage, run in another that holds nothing but Node and what was built.
FROM node:22-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN node scripts/build.mjs

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /binnacle
COPY --from=build /src/apps/bff/dist apps/bff/dist
COPY --from=build /src/apps/web/dist apps/web/dist
USER node
# Listens beyond loopback only because the variable says so; publish the port on 127.0.0.1. Host and Origin are still checked.
ENV BINNACLE_HOST=0.0.0.0 BINNACLE_PORT=7770 BINNACLE_STATE_DIR=/tmp/binnacle
EXPOSE 7770
STOPSIGNAL SIGTERM
CMD ["node", "apps/bff/dist/main.mjs"]
