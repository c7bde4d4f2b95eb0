/** Configuration: YAML files and overrides become Configuration Admin's. The only place that knows their key names. */
@NullMarked
package org.eyas.config;

import org.jspecify.annotations.NullMarked;
