/** Finds the container of each process, and offers the container.* and k8s.* fields. */
@NullMarked
@Capability(
    namespace = "org.eyas.plugin",
    name = "container",
    version = "0.7.0",
    attribute = {
        "description='Finds the container of each process and its properties'",
        "contact='Eyas'",
        "schema='/org/eyas/enricher/container/init_config.schema.json'",
        "offers:List<String>='Field Extraction,Event Parsing,Async Events'"
    })
package org.eyas.enricher.container;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Capability;
