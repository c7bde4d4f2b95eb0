/** Finds the pod of each process, and offers the k8smeta.* fields. */
@NullMarked
@Capability(
    namespace = "org.eyas.plugin",
    name = "k8smeta",
    version = "0.4.1",
    attribute = {
        "description='Finds the pod of each process and the objects of Kubernetes that belong to it'",
        "contact='Eyas'",
        "offers:List<String>='Field Extraction,Event Parsing'"
    })
package org.eyas.enricher.k8s;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Capability;
