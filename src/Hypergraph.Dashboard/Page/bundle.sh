#!/bin/sh
# Builds the page into dist/, which is kept in the repository. The same sources give the same bytes.
set -eu
cd "$(dirname "$0")"

npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
rm -rf dist
mkdir -p dist/assets

# The worker is the only one with the layout library.
build() {
    node_modules/.bin/esbuild "$1" --outfile="dist/assets/$2" --bundle --minify --format=esm --target=es2022 --charset=utf8 \
        --legal-comments=none --log-level=warning
}

build source/main.js dashboard.js
build source/layout-worker.js layout.js
node_modules/.bin/esbuild source/dashboard.css --outfile=dist/assets/dashboard.css --minify --charset=utf8 --target=chrome123,firefox120,safari17.5 --log-level=warning
cp source/index.html dist/index.html
node notices.js > dist/THIRD-PARTY-NOTICES.txt
