package org.example.source;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.osgi.service.component.annotations.Component;

/**
 * The fields of a line of an access log, in the default format of Apache and nginx:
 *
 * <pre>
 *   192.0.2.7 - anna [10/Oct/2025:13:55:36 +0000] "GET /admin HTTP/1.1" 403 153
 *   |           |                                  |   |                |
 *   client      user                               method path          status
 *
 *   - rule: admin pages are tried
 *     source: weblog
 *     condition: weblog.path startswith /admin and weblog.status >= 400
 * </pre>
 */
@Component(property = FieldProvider.EVENT_SOURCE + "=weblog")
public final class WeblogFields implements FieldProvider {
  private static final FieldDefinition LINE = text("weblog.line", "The whole line.");
  private static final FieldDefinition CLIENT = text("weblog.client", "The address of the client.");
  private static final FieldDefinition USER = text("weblog.user", "The user who logged in.");
  private static final FieldDefinition METHOD = text("weblog.method", "The method of the request, such as GET.");
  private static final FieldDefinition PATH = text("weblog.path", "The requested path with its query.");
  private static final FieldDefinition STATUS =
      new FieldDefinition(
          "weblog.status", ValueType.UINT32, Shape.ONE, Argument.NONE, Format.DEC, Set.of(), "The status of the answer.");

  private static FieldDefinition text(String name, String description) {
    return new FieldDefinition(name, ValueType.CHARBUF, Shape.ONE, Argument.NONE, Format.NA, Set.of(), description);
  }

  @Override
  public List<FieldClass> classes() {
    return List.of(
        new FieldClass(
            "weblog", "Web log", "Requests to a web server.", List.of(LINE, CLIENT, USER, METHOD, PATH, STATUS)));
  }

  // Each use of a field has a reader of its own, with memory of its own.
  @Override
  public FieldReader reader(FieldDefinition field, String argument) {
    return switch (field.name()) {
      case "weblog.line" -> (FieldReader.OfBytes) event -> event.bytes(PartReader.PAYLOAD);
      case "weblog.client" -> new PartReader(0, 0);
      case "weblog.user" -> new PartReader(0, 2);
      case "weblog.method" -> new PartReader(1, 0);
      case "weblog.path" -> new PartReader(1, 1);
      case "weblog.status" -> new StatusReader();
      default -> throw new IllegalArgumentException("there is no field " + field.name());
    };
  }
}
