package org.eyas.provision;

import java.lang.annotation.Annotation;
import java.util.Set;

/**
 * A configuration for tests.
 *
 * @param optional the optional bundles that are wanted: console, grpc, kafka
 */
record Configured(String[] start, String directory, String trust, boolean watch, Set<String> optional)
    implements BundleProvisioning.Config {
  @Override
  public boolean console() {
    return optional.contains("console");
  }

  @Override
  public boolean grpc() {
    return optional.contains("grpc");
  }

  @Override
  public boolean kafka() {
    return optional.contains("kafka");
  }

  @Override
  public String driver() {
    return "";
  }

  @Override
  public String[] driver_options() {
    return new String[0];
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return BundleProvisioning.Config.class;
  }
}
