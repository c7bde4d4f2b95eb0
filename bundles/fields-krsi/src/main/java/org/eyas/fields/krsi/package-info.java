/** The krsi.* fields, for rules that were written for Falco's plugin krsi. */
@NullMarked
@Capability(
    namespace = "org.eyas.plugin",
    name = "krsi",
    version = "0.1.0",
    attribute = {"description='Reads opens, connections and names of files, also by io_uring'", "contact='Eyas'",
        "offers:List<String>='Field Extraction'"})
package org.eyas.fields.krsi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Capability;
