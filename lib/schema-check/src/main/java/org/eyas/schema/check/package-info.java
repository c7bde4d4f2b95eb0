/** Checks the content of YAML files with a JSON schema, as leniently as Falco does. */
@NullMarked
package org.eyas.schema.check;

import org.jspecify.annotations.NullMarked;
