package org.eyas.bench;

import java.lang.annotation.Annotation;
import org.eyas.source.k8saudit.AuditSource;

/** The configuration of the source of audit events: a file that is read to its end. */
record ReadToEnd(String input) implements AuditSource.Config {
  @Override
  public String init_config() {
    return "";
  }

  @Override
  public String open_params() {
    return "";
  }

  @Override
  public String start() {
    return "beginning";
  }

  @Override
  public int max_event_kb() {
    return 4_096;
  }

  @Override
  public String local_cluster() {
    return "";
  }

  @Override
  public String position_file() {
    return "";
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return AuditSource.Config.class;
  }
}
