package org.eyas.enricher.k8s.field;

import org.eyas.api.field.FieldReader;
import org.eyas.enricher.k8s.cluster.PodPart;

/** Makes the reader of each field: its name is {@code k8smeta.OBJECT.VALUE}. */
public final class K8sFieldReaders {
  private static final int OBJECT = 1;
  private static final int VALUE = 2;

  private K8sFieldReaders() {}

  /** @param key the key of a label; empty for other fields */
  public static FieldReader of(String field, String key) {
    String[] names = field.split("\\.");
    return names[OBJECT].equals("svc") ? ofServices(names[VALUE], key) : of(part(names[OBJECT]), names[VALUE], key);
  }

  private static PodPart part(String object) {
    return switch (object) {
      case "pod" -> PodPart.POD;
      case "ns" -> PodPart.NAMESPACE;
      case "deployment" -> PodPart.DEPLOYMENT;
      case "rs" -> PodPart.REPLICA_SET;
      case "rc" -> PodPart.REPLICATION_CONTROLLER;
      default -> throw new IllegalArgumentException("there is no object '" + object + "'");
    };
  }

  private static FieldReader of(PodPart part, String value, String key) {
    return switch (value) {
      case "name" -> PodPartReaders.name(part);
      case "uid" -> PodPartReaders.uid(part);
      case "label" -> PodPartReaders.label(part, key);
      case "labels" -> PodPartReaders.labels(part);
      case "ip" -> PodPartReaders.ip();
      default -> throw new IllegalArgumentException("there is no value '" + value + "'");
    };
  }

  private static FieldReader ofServices(String value, String key) {
    return switch (value) {
      case "name" -> ServiceFieldReaders.names();
      case "uid" -> ServiceFieldReaders.uids();
      case "label" -> ServiceFieldReaders.label(key);
      case "labels" -> ServiceFieldReaders.labels();
      default -> throw new IllegalArgumentException("there is no value '" + value + "'");
    };
  }
}
