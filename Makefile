.DEFAULT_GOAL := help
MAVEN := mvn -q -B
SOURCES := $(shell find src/main src/build -type f)
JAVA := java @target/java.args
TOOLS := $(JAVA) -Xmx768m -XX:+UseSerialGC -Djdk.console=java.base -Dlog4j2.configurationFile=config/tools-log4j2.properties io.surge.tools.Tools

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# The compiled classes, and the arguments that put them and their libraries on a class path.
target/java.args: pom.xml $(SOURCES)
	@$(MAVEN) compile
	@touch $@

.PHONY: demo
demo: target/java.args ## a broker, a simulated city, the pipeline and the live map at once: DURATION=60s ends it
	@$(TOOLS) demo $(if $(DURATION),--duration=$(DURATION)) $(ARGS)

.PHONY: test
test: ## all tests; those of the map's page where chromium and chromedriver are installed
	@mvn -B verify
	@grep -rhoiE 'skipped: [^"&]*' target/*-reports --include='TEST-*.xml' | sort -u || true

.PHONY: test-long
test-long: ## a whole real day, a million hostile records, an outage of a minute
	@mvn -B test -Dtest='RealDayTest,HostileInputTest,RestartTest' \
	  -Dsurge.wholeDay=true -Dsurge.hostile=1000000 -Dsurge.outage=60

.PHONY: test-page
test-page: ## the tests of the map's page alone
	@mvn -B test -Dgroups=browser

KILLS := 5
.PHONY: crash-test
crash-test: ## parts of a cluster under load are killed, each kind KILLS=5 times: 4 min and 4 more a kill
	@mvn -B verify -Dexcluded.tests= -Dgroups=crash -Dsurge.kills=$(KILLS) \
	  -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: package
package: ## target/surge-pipeline.jar, the job to submit
	@$(MAVEN) -Dmaven.test.skip=true package

.PHONY: run
run: target/java.args ## the pipeline against a given Kafka: ARGS="--bootstrapServers=localhost:9092 ..."
	@$(JAVA) -Xmx2g io.surge.SurgePipeline $(ARGS)

PORT := 9092
.PHONY: broker
broker: target/java.args ## a Kafka broker on loopback: PORT=9092, DIR=... to keep its data
	@$(TOOLS) broker --port=$(PORT) $(if $(DIR),--directory=$(DIR))

.PHONY: topics
topics: target/java.args ## creates the topics: ARGS="--bootstrapServers=localhost:9092 --partitions=4"
	@$(TOOLS) topics $(ARGS)

.PHONY: simulate
simulate: target/java.args ## a simulated city: ARGS="--rate=1000 --zones=400 --lateShare=0.01 --seed=1 ..."
	@$(TOOLS) simulate $(ARGS)

.PHONY: map
map: target/java.args ## the live map on http://localhost:8090: ARGS="--bootstrapServers=localhost:9092 --port=8090 ..."
	@$(TOOLS) map $(ARGS)

.PHONY: replay
replay: target/java.args ## recorded events: ARGS="--rideRequests=FILE --driverUpdates=FILE --times=now --speed=1"
	@$(TOOLS) replay $(ARGS)

.PHONY: redrive
redrive: target/java.args ## dead letters back to where they came from: ARGS="--reason=too_late --dryRun"
	@$(TOOLS) redrive $(ARGS)

BENCH := $(JAVA) -Xmx1g io.surge.bench.Bench
.PHONY: bench
bench: target/java.args ## events a second, beside the peers: QUICK=1 for ten minutes, PROFILE=1, ARGS="--zones=3600 ..."
	@$(BENCH) throughput $(if $(QUICK),--quick) $(if $(PROFILE),--profile) $(ARGS)

.PHONY: bench-latency
bench-latency: target/java.args ## time from an event to its quotes: QUICK=1 for 15 s a rate, PROFILE=1, ARGS="--rates=1000 ..."
	@$(BENCH) latency $(if $(QUICK),--warmUp=15s --duration=15s) $(if $(PROFILE),--profile) $(ARGS)

.PHONY: bench-api
bench-api: target/java.args ## prices a second of the map's API, beside a demo: ARGS="--connections=1,16 --url=http://localhost:8090 ..."
	@$(JAVA) -Xmx256m -XX:+UseSerialGC io.surge.bench.Bench api $(ARGS)

TASKMANAGERS := 2
.PHONY: cluster
cluster: target/java.args ## a Flink cluster of several processes on this machine: TASKMANAGERS=2
	@$(TOOLS) cluster --taskManagers=$(TASKMANAGERS) $(ARGS)

target/surge-pipeline.jar: pom.xml $(SOURCES)
	@$(MAVEN) -DskipTests package

.PHONY: submit
submit: target/surge-pipeline.jar ## sends the job to the cluster: ARGS="--bootstrapServers=localhost:9092 ..."
	@java -jar target/surge-pipeline.jar @pipelines/cluster.args $(ARGS)

.PHONY: savepoint
savepoint: target/java.args ## takes a savepoint of the job on the cluster: ARGS=--stop stops it there
	@$(TOOLS) savepoint $(ARGS)

.PHONY: cluster-stop
cluster-stop: target/java.args ## ends all processes of the cluster
	@$(TOOLS) cluster-stop $(ARGS)

BENCH_QUIETLY := $(JAVA) -Xmx1g -Dlog4j2.configurationFile=config/tools-log4j2.properties io.surge.bench.Bench
.PHONY: bench-scale bench-scale-state bench-scale-sustained
bench-scale: bench-scale-state bench-scale-sustained ## a million zones and drivers: state, restore, the rate that is held: QUICK=1

bench-scale-state: target/java.args target/surge-pipeline.jar
	@$(BENCH_QUIETLY) state $(if $(QUICK),--zones=50000 --duration=30s) $(ARGS)

bench-scale-sustained: target/java.args target/surge-pipeline.jar
	@$(BENCH_QUIETLY) sustained $(if $(QUICK),--quick) $(ARGS)

.PHONY: bench-sink
bench-sink: target/java.args ## the exactly-once sink alone: ARGS="--intervals=5000,100 --states=rocksdb ..."
	@$(JAVA) -Xmx2g -Dlog4j2.configurationFile=config/tools-log4j2.properties io.surge.bench.Bench sink $(ARGS)

.PHONY: bench-commits
bench-commits: target/java.args ## how soon final quotes are committed: ARGS="--intervals=5000,100 --states=heap ..."
	@$(BENCH_QUIETLY) commits $(ARGS)
