package org.eyas.enricher.k8s.field;

import org.eyas.api.field.FieldReader;
import org.eyas.enricher.k8s.cluster.Part;

/** Makes the reader of each field: its name is {@code k8smeta.OBJECT.VALUE}. */
public final class Readers {
  private static final int OBJECT = 1;
  private static final int VALUE = 2;

  private Readers() {}

  /** @param key the key of a label; empty for other fields */
  public static FieldReader of(String field, String key) {
    String[] names = field.split("\\.");
    return names[OBJECT].equals("svc") ? ofServices(names[VALUE], key) : of(part(names[OBJECT]), names[VALUE], key);
  }

  private static Part part(String object) {
    return switch (object) {
      case "pod" -> Part.POD;
      case "ns" -> Part.NAMESPACE;
      case "deployment" -> Part.DEPLOYMENT;
      case "rs" -> Part.REPLICA_SET;
      case "rc" -> Part.REPLICATION_CONTROLLER;
      default -> throw new IllegalArgumentException("there is no object '" + object + "'");
    };
  }

  private static FieldReader of(Part part, String value, String key) {
    return switch (value) {
      case "name" -> PartReaders.name(part);
      case "uid" -> PartReaders.uid(part);
      case "label" -> PartReaders.label(part, key);
      case "labels" -> PartReaders.labels(part);
      case "ip" -> PartReaders.ip();
      default -> throw new IllegalArgumentException("there is no value '" + value + "'");
    };
  }

  private static FieldReader ofServices(String value, String key) {
    return switch (value) {
      case "name" -> ServiceReaders.names();
      case "uid" -> ServiceReaders.uids();
      case "label" -> ServiceReaders.label(key);
      case "labels" -> ServiceReaders.labels();
      default -> throw new IllegalArgumentException("there is no value '" + value + "'");
    };
  }
}
