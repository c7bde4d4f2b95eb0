package org.eyas.engine.guard;

/** The contract between the engine and a bundle's service. */
public enum Role {
  ENRICHER("Enricher", 2, true),
  FIELDS("FieldProvider", 2, true),
  CAPTURE("Capture", 2, false),
  SOURCE("EventSource", 40, true),
  RULES("RuleProvider", 20, true),
  METRICS("MetricSource", 20, true),
  OUTPUT("OutputChannel", Integer.MAX_VALUE, true);

  private final String contract;
  private final int patience;
  private final boolean removable;

  Role(String contract, int patience, boolean removable) {
    this.contract = contract;
    this.patience = patience;
    this.removable = removable;
  }

  /** The name of its interface. */
  public String contract() {
    return contract;
  }

  /** After how many looks of the watchdog a call counts as hanging. */
  int patience() {
    return patience;
  }

  /** Whether the engine can continue without it. A capture that fails ends by itself, and its source can be taken out. */
  boolean isRemovable() {
    return removable;
  }

  /** Whether events wait while it is called, one by one: such calls have a time budget. */
  boolean hasBudget() {
    return this == ENRICHER || this == FIELDS;
  }

  /**
   * The factor between its memory budget and that of a call on the loop; 0 for no budget. Reading a capture includes the
   * evaluation of its events, and a source is opened only once, so their allocations mean little.
   */
  int memoryFactor() {
    return switch (this) {
      case ENRICHER, FIELDS -> 1;
      case RULES, METRICS, OUTPUT -> 64;
      case CAPTURE, SOURCE -> 0;
    };
  }
}
