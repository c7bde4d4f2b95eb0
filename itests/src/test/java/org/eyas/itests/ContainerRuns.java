package org.eyas.itests;

import java.io.IOException;
import java.util.Map;

/** Runs containers by one container runtime, which belongs to the test and has its files in the test's folder. */
interface ContainerRuns extends AutoCloseable {
  /** The image of every container. */
  String IMAGE = "docker.io/acme/bb:1.0";

  /** The program of every container: it lives 50 ms. */
  String[] PROGRAM = {"sleep", "0.05"};

  /** Runs containers one after another. Returns their ids by their names. */
  Map<String, String> run(int count) throws IOException, InterruptedException;

  /** The type that alerts show. */
  String type();

  @Override
  void close() throws IOException, InterruptedException;
}
