/** Checks what stood in a YAML file against a JSON schema, as leniently as Falco does. */
@NullMarked
package org.eyas.schema.check;

import org.jspecify.annotations.NullMarked;
