#!/usr/bin/env bash
# Runs as root whenever the notebook instance starts. A start that takes five minutes fails, so the work goes on behind it;
# SageMaker/collector.log tells how it went. CODE, the archive in S3, is set in the line above.
set -euo pipefail

folder=${NOTEBOOK_FOLDER:-/home/ec2-user/SageMaker}/collector

nohup sudo -u ec2-user -H bash -l -s -- "$CODE" "$folder" >"$folder.log" 2>&1 <<'SET_UP' &
set -euo pipefail
aws s3 cp "$1" "$2.tar.gz"
mkdir -p "$2"
tar -xzf "$2.tar.gz" -C "$2"
bash "$2/ops/sagemaker/set_up.sh" --kernel
SET_UP
