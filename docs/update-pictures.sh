#!/usr/bin/env bash
# Writes the pictures of graphs in README.md and docs/*.md from the graphs of the snippets there. Review the changes before a commit.
set -euo pipefail
cd "$(dirname "$0")/.."
HYPERGRAPH_UPDATE_PICTURES=1 dotnet test tests/Hypergraph.Documentation.Tests --filter "FullyQualifiedName~PictureGuides|FullyQualifiedName~Tour"
