package org.eyas.api.history;

/** A kind of value by which alerts are counted. */
public enum AlertFacet {
  PRIORITY("priority", "Priority"),
  RULE("rule", "Rule"),
  PROGRAM("program", "Program"),
  USER("user.name", "User"),
  CONTAINER("container", "Container"),
  POD("pod", "Pod"),
  SESSION("session.id", "Session");

  private final String term;
  private final String label;

  AlertFacet(String term, String label) {
    this.term = term;
    this.label = label;
  }

  /** The name of the term of a query that finds the alerts of one value. */
  public String term() {
    return term;
  }

  /** The name for people. */
  public String label() {
    return label;
  }
}
