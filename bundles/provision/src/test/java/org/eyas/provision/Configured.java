package org.eyas.provision;

import java.lang.annotation.Annotation;

/** A configuration for tests. */
record Configured(String[] start, String directory, String trust, boolean watch, boolean console) implements Provision.Config {
  @Override
  public Class<? extends Annotation> annotationType() {
    return Provision.Config.class;
  }
}
