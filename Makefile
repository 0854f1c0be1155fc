# `make run` starts the program and `make test` checks it, each from a bare checkout: both make
# .venv first and install what the requirements files name. `make` alone lists everything.

VENV := .venv
VENV_PEERS := .venv-peers
VENV_PACKAGE := build/venv-package
PYTHON := $(VENV)/bin/python

# Which Python makes the environment, the first that is new enough: make run PYTHON3=/path/to/it
PYTHON3 := python3.13 python3.12 python3.11 python3.14 python3 python

# Options of `pip install` for the peers alone; requirements-peers.txt says what for.
PEERS_PIP :=

# How long to read damaged files: make fuzz SECONDS=36000
SECONDS := 600

TRANSLATIONS := resources/translations

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run demo test coverage test-kernels lint format translations bench bench-workbench bench-learning bench-reading bench-peers bench-growth fuzz crash soak lessons docs train-shipped package test-package clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1:/p' $(MAKEFILE_LIST) | awk -F: '{ printf "  make %-15s %s\n", $$1, $$2 }'

run: $(VENV)/installed ## start the program
	@$(PYTHON) main.py

demo: $(VENV)/installed ## drive the real window without a screen and write the screenshots
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m app.demo

test: $(VENV)/installed-dev ## run every test, as many at once as there are cores
	@$(PYTHON) -m pytest -n auto --dist worksteal

coverage: $(VENV)/installed-dev ## run every test and print what they leave out; half as long again
	@$(PYTHON) -m pytest -n auto --dist worksteal --cov

# What reads files and options computes nothing that it does not compute elsewhere.
NOT_NUMERICAL := --ignore=tests/nn/data --ignore=tests/nn/recipe_files $(patsubst %,--ignore=tests/nn/test_%.py,command_line train_command exchange_commands)

# Kernels differ in the last bits of a product, and no test may depend on them. A processor that
# cannot run one of them leaves it out.
test-kernels: $(VENV)/installed-dev ## run the numerical tests with the BLAS kernels that test does not run
	@usual=$$($(PYTHON) -m tests.kernel); \
	for kernel in Haswell SkylakeX; do \
		export OPENBLAS_CORETYPE=$$kernel; \
		runs=$$($(PYTHON) -m tests.kernel 2>/dev/null || true); \
		if [ "$$runs" != $$kernel ] || [ "$$runs" = "$$usual" ]; then \
			echo "Not run again with the kernel $$kernel: the usual one is $$usual, it would be $${runs:-none}."; \
		else \
			echo "With the kernel $$kernel:"; \
			$(PYTHON) -m pytest -q -n auto --dist worksteal tests/nn $(NOT_NUMERICAL) || exit 1; \
		fi; \
	done

lint: $(VENV)/installed-dev ## check style and types
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m mypy

format: $(VENV)/installed-dev ## put the code into the house style
	@$(PYTHON) -m ruff check --fix
	@$(PYTHON) -m ruff format

translations: $(VENV)/installed ## collect the window's texts and compile their translations
	@$(VENV)/bin/pyside6-lupdate $(sort $(shell find app nn -name '*.py')) -no-obsolete -locations none \
		-tr-function-alias QT_TRANSLATE_NOOP=N_ \
		-ts $(TRANSLATIONS)/digits_zh_CN.ts
	@for texts in $(TRANSLATIONS)/*.ts; do \
		$(VENV)/bin/pyside6-lrelease $$texts -qm $${texts%.ts}.qm || exit 1; \
	done

bench: $(VENV)/installed-dev ## measure the program's own figures
	@$(PYTHON) -m tests.benchmarks

bench-workbench: $(VENV)/installed-dev ## measure the window with all its panels open
	@$(PYTHON) -m tests.benchmarks.workbench

bench-learning: $(VENV)/installed-dev ## measure how fast and how well the networks learn
	@$(PYTHON) -m tests.benchmarks.learning

bench-reading: $(VENV)/installed-dev ## measure how well drawings are read
	@$(PYTHON) -m tests.benchmarks.reading

bench-peers: $(VENV_PEERS)/installed ## measure against PyTorch, Keras on JAX and scikit-learn
	@$(VENV_PEERS)/bin/python -m tests.benchmarks.peers

bench-growth: $(VENV_PEERS)/installed ## measure how the cost of training grows with the work
	@$(VENV_PEERS)/bin/python -m tests.benchmarks.growth

fuzz: $(VENV)/installed-dev ## read damaged files of every format, ten minutes or SECONDS=36000
	@$(PYTHON) -m tests.fuzz --seconds $(SECONDS)

crash: $(VENV)/installed-dev ## kill the program's writes and trainings at random moments
	@$(PYTHON) -m tests.fuzz.kills
	@$(PYTHON) -m tests.fuzz.resumes

soak: $(VENV)/installed-dev ## let a random user and broken devices loose on the window
	@$(PYTHON) -m tests.benchmarks.soak

lessons: $(VENV)/installed-dev ## do every lesson by real events, in both languages
	@$(PYTHON) -m tests.benchmarks.lessons

docs: $(VENV)/installed-dev ## write the library's documentation to build/docs
	@$(PYTHON) -m tests.documentation

train-shipped: $(VENV)/installed ## train the network in resources/ anew
	@$(PYTHON) -m nn train --recipe best --seed 1 --out resources/digits.npz

package: $(VENV_PACKAGE)/bin/python ## build the program that needs no Python, as an archive in build/
	@echo "Installing Digits and PyInstaller into $(VENV_PACKAGE) ..."
	@$(VENV_PACKAGE)/bin/python -m pip install --quiet --constraint requirements.txt . \
		-r resources/packaging/requirements.txt
	@$(VENV_PACKAGE)/bin/python resources/packaging/package.py

test-package: $(VENV)/installed-dev ## unpack that archive where no Python is and use it as a person would
	@$(PYTHON) -m tests.package

clean: ## remove the environments and everything generated
	@rm -rf $(VENV) $(VENV_PEERS) build .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is as new as the requirements that it stands for, so pip runs only when they changed.

$(VENV)/installed: requirements.txt | $(PYTHON)
	$(call install,$(VENV),-r requirements.txt)

$(VENV)/installed-dev: requirements-dev.txt requirements.txt | $(PYTHON)
	$(call install,$(VENV),-r requirements-dev.txt)
	@touch $(VENV)/installed

$(VENV_PEERS)/installed: requirements-peers.txt requirements.txt | $(VENV_PEERS)/bin/python
	$(call install,$(VENV_PEERS),$(PEERS_PIP) -r requirements-peers.txt)

%/bin/python:
	$(make_environment)

define install
	@echo "Installing the packages of $(lastword $(2)) into $(1) ..."
	@$(1)/bin/python -m pip install --quiet $(2)
	@touch $@
endef

# A name on the PATH may be a stub that starts nothing, so each candidate has to answer. Linux
# distributions ship Python without the part that puts pip into an environment.
define make_environment
	@for candidate in $(PYTHON3); do \
		if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			python=$$candidate; break; \
		fi; \
	done; \
	if [ -z "$$python" ]; then \
		found=$$(python3 --version 2>&1 || true); \
		echo "Python 3.11 or newer is needed, found: $${found:-none}." \
			"Install one, or name it: make PYTHON3=/path/to/python3.12" >&2; \
		exit 1; \
	fi; \
	version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	if ! $$python -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "Python $$version is here, but not its venv module." \
			"On Debian and Ubuntu: sudo apt install python$$version-venv." \
			"On Fedora: sudo dnf install python$$version." >&2; \
		exit 1; \
	fi; \
	echo "Making $(@D:/bin=) with Python $$version ..."; \
	$$python -m venv --clear $(@D:/bin=)
endef
