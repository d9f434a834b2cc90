#!/usr/bin/env bash
# Makes the environment the collector runs in, beside its code, and prints the path of its Python.
#
#   set_up.sh             what `python -m ops.sagemaker collect` needs
#   set_up.sh --kernel    what notebooks need too, and the kernel "Collector" in Jupyter
#
# A Python 3.11 that has everything already is taken as it is. Packages are pinned, with their hashes.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
is_right='import sys; sys.exit(sys.version_info[:2] != (3, 11))'
has_all="import ccxt, minilean, numpy, pandas; $is_right"
requirements=(core bridge)
if [[ ${1:-} == --kernel ]]; then
    has_all="import ipykernel, matplotlib, scipy; $has_all"
    requirements+=(research)
fi

# The first Python for which a program ends well; from the root folder, so that nothing is imported by being near.
python_that() {
    local name
    for name in "$root/.venv/bin/python" python3.11 python3 python; do
        if (cd / && "$name" -c "$1") 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

install() {
    "$python" -m pip install --quiet --disable-pip-version-check "$@" >&2
}

if ! python=$(python_that "$has_all"); then
    if ! base=$(python_that "$is_right"); then
        conda=$(command -v conda || echo /home/ec2-user/anaconda3/bin/conda)
        if ! "$conda" create --yes --quiet --prefix "$root/.python" python=3.11 >&2; then
            echo "Python 3.11 is needed: it was not found, and conda could not bring it" >&2
            exit 1
        fi
        base=$root/.python/bin/python
    fi
    "$base" -m venv --clear "$root/.venv" >&2
    python=$root/.venv/bin/python
    for name in "${requirements[@]}"; do
        install --require-hashes --requirement "$root/requirements/$name.txt"
    done
    install --no-deps --no-build-isolation --editable "$root"
fi

if [[ ${1:-} == --kernel ]]; then
    "$python" -m ipykernel install --user --name collector --display-name Collector >&2
fi
echo "$python"
