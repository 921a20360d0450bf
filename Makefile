.DEFAULT_GOAL := help
MAVEN := mvn -q -B

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.PHONY: test
test: ## all tests
	@mvn -B verify
