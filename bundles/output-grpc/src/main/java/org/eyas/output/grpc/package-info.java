/** The output that sends alerts to clients that connect over gRPC. */
@NullMarked
package org.eyas.output.grpc;

import org.jspecify.annotations.NullMarked;
