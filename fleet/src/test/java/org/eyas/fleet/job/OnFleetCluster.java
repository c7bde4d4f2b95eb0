package org.eyas.fleet.job;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a cluster and a broker of its own. */
abstract class OnFleetCluster {
  @TempDir Path folder;
  FleetCluster cluster;
  FleetTopics topics;
  FleetAlerts alerts;

  @BeforeEach
  void startCluster() throws Exception {
    cluster = new FleetCluster(folder);
    topics = cluster.topics();
    alerts = new FleetAlerts(topics);
  }

  @AfterEach
  void end() throws Exception {
    cluster.close();
  }
}
