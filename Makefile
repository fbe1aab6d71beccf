# GNU make and a POSIX shell. `make help` lists the targets.

VENV := .venv
# The interpreter that was named, else the one that .venv was made from, else python3.
RUN_PYTHON := $(or $(PYTHON),$(wildcard $(VENV)/bin/python),python3)
export TORCH PYTHON

.DEFAULT_GOAL := help
.PHONY: help lesson test test-deep bench check pictures verify-gpu constraints clean python lesson-env test-env bench-env

help:
	@echo 'make lesson       open the padding lesson; the first time, make .venv and install into it'
	@echo 'make test         run the whole test suite in .venv'
	@echo 'make test-deep    hold every operator to 2,000 fresh settings a test; the seed is printed'
	@echo 'make bench        measure the screen against its limits; benchmarks/README.md explains it'
	@echo 'make check        ruff, mypy and the import contracts alone'
	@echo 'make pictures     draw the pictures of the README again'
	@echo 'make verify-gpu   compare every lesson with torch on CUDA; the report goes to docs/gpu/'
	@echo 'make constraints  write constraints.txt anew: the newest versions pyproject.toml allows'
	@echo 'make clean        remove .venv and what tools left behind'
	@echo
	@echo 'TORCH=cpu         the build of torch: cpu, cuda (3 GB) or no; kept until another is named'
	@echo 'SEED=N            the seed for test-deep, to draw the same settings again'
	@echo 'ONLY=conv2d       the tests of test-deep whose names hold this word; all take hours'
	@echo 'PYTHON=python3    the interpreter to make .venv from, 3.11 or newer; kept likewise'

lesson: lesson-env
	@if [ -t 0 ] && [ -t 1 ]; then exec $(VENV)/bin/python -m convtutor lesson padding; \
	else exec $(VENV)/bin/python -m convtutor lesson padding --play; fi

# A worker a core; a worker that has nothing left to do takes tests over from another.
test: test-env
	@$(VENV)/bin/python -m pytest -q -n auto --dist worksteal

# The four-way comparison and the calls that torch must judge alike, drawn anew and far longer.
test-deep: test-env
	@$(VENV)/bin/python -m pytest -q -rs --timeout=7200 --hypothesis-profile=deep \
	  $(if $(SEED),--hypothesis-seed=$(SEED)) $(if $(ONLY),-k '$(ONLY)') \
	  tests/engine/ops/test_agreement.py tests/engine/test_fuzzed_acceptance.py

# Ratios within one run, apart from the tests: PRINT=yes prints them and fails for none.
bench: bench-env
	@$(VENV)/bin/python -m benchmarks $(if $(PRINT),--print)

check: test-env
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo

pictures: test-env
	@$(VENV)/bin/python tools/pictures.py

# Nothing is installed for this one: a GPU server has NumPy and torch, and perhaps no network.
verify-gpu: python
	@$(RUN_PYTHON) -m tools.verify_gpu

constraints: python
	@$(RUN_PYTHON) -m tools.constraints

lesson-env test-env bench-env: %-env: python
	@$(RUN_PYTHON) -m tools.environment $*

python:
	@version=$$($(RUN_PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null); \
	case "$$version" in \
	'') echo 'make: $(RUN_PYTHON) does not run; name Python 3.11 or newer with PYTHON=' >&2; exit 2;; \
	2.*|3.[0-9]|3.10) echo "make: $(RUN_PYTHON) is Python $$version, convtutor needs 3.11 or" \
	  'newer; name one with PYTHON=' >&2; exit 2;; \
	esac

clean:
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
