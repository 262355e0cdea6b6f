#!/usr/bin/env bash
# Writes the allowed arrows (docs/rooms/*.txt) and the pictures in docs/architecture.md from the code. Review the changes before a commit.
set -euo pipefail
cd "$(dirname "$0")/../.."
HYPERGRAPH_UPDATE_ROOMS=1 dotnet test tests/Hypergraph.Architecture.Tests
