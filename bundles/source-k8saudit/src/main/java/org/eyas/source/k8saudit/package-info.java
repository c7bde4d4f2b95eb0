/** Reads audit events of Kubernetes, and offers the ka.* fields. Replaces Falco's plugin k8saudit. */
@NullMarked
@Capability(
    namespace = "org.eyas.plugin",
    name = "k8saudit",
    version = "0.18.0",
    attribute = {
        "description='Reads audit events of Kubernetes'",
        "contact='Eyas'",
        "offers:List<String>='Event Sourcing (ID=1\\, source=\\'k8s_audit\\'),Field Extraction'"
    })
package org.eyas.source.k8saudit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Capability;
