# The commands of the README. Each does the set-up that it needs.

PYTHON ?= python3
CARGO ?= cargo
TEMPOC = $(CARGO) run --locked --quiet --package tempoc --
CLIPPY_RUNTIME = $(CARGO) clippy --locked --package tempoc-runtime

# Runs $(1) as the step named by its target, says how long it took, and how to repeat it.
define step
	@echo "== $@"; start=$$(date +%s); \
	if $(1); then \
		echo "== $@: $$(($$(date +%s) - start)) s"; \
	else \
		status=$$?; \
		echo "== $@: failed after $$(($$(date +%s) - start)) s; to run it alone: make $@" >&2; \
		exit $$status; \
	fi
endef

# Runs $(3) for every $(1) of $(2), until one fails.
each = (for $(1) in $(2); do $(3) || exit 1; done)

CONTRACTS = tempoc.toml examples/*/tempoc.toml tests/server/tempoc.toml

.PHONY: help setup demo test prove bench generate format lints features tests generated docs python checkers
# Steps share the build folder, so running two at once would only make them wait for each other.
.NOTPARALLEL:

help: ## Says what there is to make.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Puts what requirements.txt names into .venv: the Temporal CLI and the Python tools.
	@command -v $(CARGO) >/dev/null || { \
		echo "setup: no \`$(CARGO)\` was found: install Rust, or put it on PATH" >&2; exit 1; }
	@if [ -n "$$TEMPORAL_CLI" ]; then \
		command -v "$$TEMPORAL_CLI" >/dev/null || { \
			echo "setup: TEMPORAL_CLI names $$TEMPORAL_CLI, which is not a program:" \
				"set it to the path of the Temporal CLI, or unset it" >&2; \
			exit 1; }; \
		echo "setup: TEMPORAL_CLI names $$TEMPORAL_CLI"; \
	elif temporal --version >/dev/null 2>&1; then \
		echo "setup: PATH has $$(command -v temporal)"; \
	fi
	@if cmp -s requirements.txt .venv/installed.txt; then \
		echo "setup: .venv is as requirements.txt says"; \
	else \
		echo "setup: installing requirements.txt into .venv"; \
		$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
			echo "setup: \`$(PYTHON)\` is not Python 3.10 or later:" \
				"install one, or name it with PYTHON=" >&2; \
			exit 1; }; \
		$(PYTHON) -m venv --clear .venv || { \
			echo "setup: \`$(PYTHON) -m venv\` failed: install the venv of that Python" \
				"(Debian: apt-get install python3-venv)" >&2; \
			exit 1; }; \
		.venv/bin/python -m pip install --quiet --disable-pip-version-check \
			--require-hashes --only-binary :all: -r requirements.txt || { \
			echo "setup: pip could not install requirements.txt: see above" >&2; \
			exit 1; }; \
		cp requirements.txt .venv/installed.txt; \
	fi

# Not a step: make hands a signal only to the program that it started itself, and the demo has a
# server to stop.
demo: setup ## Runs the examples on a development server of their own.
	@$(CARGO) build --locked --package greeting --package orders --package tempoc-demo
	@exec "$${CARGO_TARGET_DIR:-target}/debug/tempoc-demo"

generate: ## Writes the committed output, from the contracts of this repository.
	@$(call each,config,$(CONTRACTS),$(TEMPOC) generate --config $$config)

PARTS = $(foreach part,1 2 3 4 5 6 7 8 9 10 11 12,$(part)/12)
PROVE = $(CARGO) test --locked

# Compiling all versions of tests/replay at once would take more memory than many machines have.
prove: setup ## Tries many values, and all histories, on old and new code of each change in tests/oracle and tests/replay, and replays by chance.
	@TEMPOC_PROVE_CASES=$${TEMPOC_PROVE_CASES:-2000} \
		TEMPOC_PROVE_CONTRACTS=$${TEMPOC_PROVE_CONTRACTS:-300} \
		$(PROVE) --package tempoc-oracle -- --nocapture
	@$(call each,part,$(PARTS),TEMPOC_REPLAY=$$part $(PROVE) --package tempoc-replay -- --nocapture)
	@TEMPOC_PROVE_REPLAYS=$${TEMPOC_PROVE_REPLAYS:-100} \
		.venv/bin/python -m pytest tests/python/test_replays_by_chance.py

bench: setup ## Measures the compiler and what it makes, beside the goals.
	@$(CARGO) run --locked --release --package tempoc-bench -- $(BENCH)

test: format lints features tests generated docs checkers python ## Everything that has to pass, as the steps below:

format: ## - the sources are formatted.
	$(call step,$(CARGO) fmt --all --check)

lints: ## - clippy has no warning.
	$(call step,$(CARGO) clippy --locked --workspace --all-targets --all-features -- -D warnings)

features: ## - the runtime is free of warnings with less than everything, and a client of the worker.
	$(call step,$(CLIPPY_RUNTIME) --no-default-features -- -D warnings \
		&& $(CLIPPY_RUNTIME) --no-default-features --features client -- -D warnings \
		&& $(CARGO) clippy --locked --package tempoc-client-only --all-targets -- -D warnings \
		&& ! $(CARGO) tree --locked --package tempoc-runtime --no-default-features \
			--features client --edges normal --prefix none | grep '^temporalio-\(sdk\|workflow\)')

# More threads than processors: most of them wait for a server.
tests: setup ## - the tests pass, those on a real server among them.
	$(call step,RUST_TEST_THREADS=$${RUST_TEST_THREADS:-8} \
		$(CARGO) test --locked --workspace --all-features)

generated: ## - the committed output is what its contracts give.
	$(call step,$(call each,config,$(CONTRACTS),$(TEMPOC) generate --check --config $$config))

docs: ## - the documentation has no warning.
	$(call step,RUSTDOCFLAGS='-D warnings' $(CARGO) doc --locked --workspace --all-features --no-deps)

checkers: setup ## - the Python is free of complaints by mypy, Pyright and Ruff.
	$(call step,.venv/bin/mypy \
		&& $(call each,folder,examples/*/python,.venv/bin/mypy $$folder) \
		&& PYRIGHT_PYTHON_IGNORE_WARNINGS=1 .venv/bin/pyright --pythonpath .venv/bin/python \
		&& .venv/bin/ruff check && .venv/bin/ruff format --check \
		&& .venv/bin/ruff check --isolated --target-version py310 generated/python examples)

python: setup ## - the Python passes its tests, those on a real server among them.
	$(call step,$(CARGO) build --locked --quiet --package tempoc && .venv/bin/python -m pytest)
