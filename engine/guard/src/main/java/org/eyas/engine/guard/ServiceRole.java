package org.eyas.engine.guard;

import java.util.concurrent.TimeUnit;

/** The role of a bundle's service: the contract between the engine and the service. */
public enum ServiceRole {
  ENRICHER("Enricher", 2, true),
  FIELDS("FieldProvider", 2, true),
  CAPTURE("Capture", 2, false),
  SOURCE("EventSource", 40, true),
  RULES("RuleProvider", 20, true),
  METRICS("MetricSource", 20, true),
  OUTPUT("OutputChannel", Integer.MAX_VALUE, true);

  /** The time between two checks of the watchdog. */
  static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final String contract;
  private final int patience;
  private final boolean removable;

  ServiceRole(String contract, int patience, boolean removable) {
    this.contract = contract;
    this.patience = patience;
    this.removable = removable;
  }

  /** The name of the interface of the service. */
  public String contract() {
    return contract;
  }

  /** The number of checks of the watchdog after which a call counts as hanging. */
  int patience() {
    return patience;
  }

  /**
   * Whether the engine can continue without the service. A capture that fails ends by itself, and its source can be
   * taken out.
   */
  boolean isRemovable() {
    return removable;
  }

  /** Whether each event waits while the service is called. Such calls have a time budget. */
  boolean hasBudget() {
    return this == ENRICHER || this == FIELDS;
  }

  /**
   * The factor between the memory budget of a call and the budget of a call on the loop; 0 for no budget. To read a
   * capture includes the evaluation of its events, and a source is opened only once. So the allocations of captures and
   * sources mean little.
   */
  int memoryFactor() {
    return switch (this) {
      case ENRICHER, FIELDS -> 1;
      case RULES, METRICS, OUTPUT -> 64;
      case CAPTURE, SOURCE -> 0;
    };
  }
}
