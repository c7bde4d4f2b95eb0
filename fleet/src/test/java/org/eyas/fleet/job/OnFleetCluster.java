package org.eyas.fleet.job;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a cluster and a broker, each with topics of its own. */
abstract class OnFleetCluster {
  static FleetCluster cluster;
  static FleetTopics topics;
  FleetAlerts alerts;

  @BeforeAll
  static void startCluster(@TempDir Path folder) throws Exception {
    cluster = new FleetCluster(folder);
    topics = cluster.topics();
  }

  @BeforeEach
  void renewTopics() throws Exception {
    topics.broker().start();
    topics.renew();
    alerts = new FleetAlerts(topics);
  }

  @AfterEach
  void stopJobs() throws Exception {
    cluster.stopJobs();
  }

  @AfterAll
  static void end() throws Exception {
    cluster.close();
  }
}
