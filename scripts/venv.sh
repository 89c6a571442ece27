# Sourced by scripts/demo and scripts/test, in the root of the checkout.

# prepare_venv WHAT: makes .venv if it is not there and installs WHAT (a pip requirement such as
# '.[dev]', as an editable install) if pyproject.toml has changed since the last time.
prepare_venv() {
    local python made stamp
    if [[ ! -x .venv/bin/python ]]; then
        python=$(find_python) || {
            echo "Python 3.11 or newer is needed, with its venv module; install it and run this again." >&2
            exit 1
        }
        "$python" -m venv .venv
    fi
    made=$(wanted "$1")
    stamp=.venv/installed
    if ! grep -qxF -- "$made" "$stamp" 2>/dev/null; then
        echo "Installing into .venv ..." >&2
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable "$1"
        echo "$made" >>"$stamp"
    fi
}

# wanted WHAT: a line that stands for this requirement of this pyproject.toml.
wanted() {
    .venv/bin/python -c 'import hashlib, sys
print(hashlib.sha256(open("pyproject.toml", "rb").read()).hexdigest(), sys.argv[1])' "$1"
}

# try_install WHAT SORRY: installs WHAT beside it, once; says SORRY where that is not possible.
try_install() {
    local made
    made=$(wanted "$1")
    if ! grep -qxF -- "$made" .venv/installed; then
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable "$1" \
            >.venv/try.log 2>&1 || echo "$2" >&2
        echo "$made" >>.venv/installed
    fi
}

find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}
