/**
 * A standalone Flink cluster on this machine, from Maven's jars: a JobManager and TaskManagers as
 * processes of their own, kept alive as Kubernetes or systemd would. Start reading at {@link
 * io.surge.tools.cluster.Supervisor}.
 */
package io.surge.tools.cluster;
