/** The json.* and jevt.* fields, for events of any source whose payload is JSON. */
@NullMarked
@Capability(
    namespace = "org.eyas.plugin",
    name = "json",
    version = "0.7.3",
    attribute = {"description='Reads values of events that are JSON'", "contact='Eyas'",
        "offers:List<String>='Field Extraction'"})
package org.eyas.fields.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Capability;
