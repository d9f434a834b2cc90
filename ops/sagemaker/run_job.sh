#!/usr/bin/env bash
# What a processing job runs: goes on with what the jobs before it collected, and leaves word of how it went.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
processing=${PROCESSING_FOLDER:-/opt/ml/processing}
message=${MESSAGE_FILE:-/opt/ml/output/message} # SageMaker shows its beginning as the job's ExitMessage

python=$(bash "$root/ops/sagemaker/set_up.sh")
cp -R "$processing/earlier/." "$processing/data/"
mkdir -p "$(dirname "$message")"
cd "$root"
COLLECT_DATA_FOLDER=$processing/data "$python" -m ops.sagemaker collect 2>&1 | tee "$message"
