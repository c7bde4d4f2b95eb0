package org.eyas.engine.auditpolicy;

import java.util.Collection;
import java.util.List;
import org.eyas.engine.field.FieldUse;

/** The amount of data that an API server logs for a request, from the least to the most. */
public enum AuditLevel {
  METADATA("Metadata"),
  REQUEST("Request"),
  REQUEST_RESPONSE("RequestResponse");

  private static final List<String> OF_JSON = List.of("jevt.value", "json.value");
  private static final List<String> WHOLE = List.of("jevt.obj", "json.obj");
  private static final List<String> OF_RESPONSE = List.of("ka.resp.name", "ka.target.pod.name");

  private final String text;

  AuditLevel(String text) {
    this.text = text;
  }

  /** The level as an audit policy writes it. */
  public String text() {
    return text;
  }

  /** The least level at which the events have all these fields. */
  public static AuditLevel of(Collection<FieldUse> fields) {
    return fields.stream().map(AuditLevel::of).reduce(METADATA, AuditLevel::higher);
  }

  private static AuditLevel of(FieldUse use) {
    String name = use.definition().name();
    String pointer = OF_JSON.contains(name) && use.argument() != null ? use.argument() : "";
    if (OF_RESPONSE.contains(name) || WHOLE.contains(name) || isBelow(pointer, "responseObject")) {
      return REQUEST_RESPONSE;
    }
    return name.startsWith("ka.req.") || isBelow(pointer, "requestObject") ? REQUEST : METADATA;
  }

  // The slash at the beginning of a pointer may be left out.
  private static boolean isBelow(String pointer, String member) {
    String path = pointer.startsWith("/") ? pointer.substring(1) : pointer;
    return path.equals(member) || path.startsWith(member + "/");
  }

  AuditLevel higher(AuditLevel other) {
    return compareTo(other) >= 0 ? this : other;
  }

  AuditLevel lower(AuditLevel other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
