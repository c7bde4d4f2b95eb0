package org.eyas.provision;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.osgi.framework.Bundle;

/** Reads the content of a bundle. */
interface BundleSource {
  InputStream open() throws IOException;

  /** The file from which the launcher installed a bundle. */
  static BundleSource installed(Bundle bundle) {
    return () -> URI.create(bundle.getLocation().replaceFirst("^reference:", "")).toURL().openStream();
  }
}
