/** Reports the programs that people start in containers through the API server. */
@NullMarked
package org.eyas.source.k8saudit.session;

import org.jspecify.annotations.NullMarked;
