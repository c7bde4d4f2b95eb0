/** Containers: which one a process is in, and the container.* and k8s.* fields. */
@NullMarked
@Capability(
    namespace = "org.eyas.plugin",
    name = "container",
    version = "0.7.0",
    attribute = {
      "description='Which container a process runs in, and what is known of that'",
      "contact='Eyas'",
      "offers:List<String>='Field Extraction,Event Parsing'"
    })
package org.eyas.enricher.container;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Capability;
