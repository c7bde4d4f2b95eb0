package org.eyas.engine.field.file;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.engine.field.param.PathParamResolver;
import org.eyas.engine.text.PathResolver;

/**
 * Makes one path parameter of any length absolute. The result is in memory of this object and valid until the next
 * call.
 */
final class AbsolutePathReader {
  private final PathParamResolver relative = new PathParamResolver();
  private final ByteBuilder out = new ByteBuilder();

  Bytes read(Event event, int param) {
    Bytes path = event.bytes(param);
    if (!path.isEmpty() && path.at(0) == '/') {
      PathResolver.resolveLong(Text.EMPTY, path, out);
    } else {
      out.clear();
      relative.resolveLong(event, param, out);
    }
    return out.view();
  }
}
