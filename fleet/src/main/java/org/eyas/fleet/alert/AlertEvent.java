package org.eyas.fleet.alert;

import java.nio.charset.StandardCharsets;
import org.eyas.api.alert.AlertId;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.json.JsonException;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonLimits;
import org.eyas.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * An alert of a host as an event that rules for the fleet evaluate. Its JSON is indexed and not copied. The fields of
 * {@link FleetAlertFields} read the JSON. One thread reuses the object for each alert.
 */
public final class AlertEvent implements FieldsOnlyEvent {
  private static final byte[] FIELDS = utf8("output_fields");
  private static final byte[] TIME = utf8("time");
  private static final byte[] RULE = utf8("rule");
  private static final byte[] ID = utf8(AlertId.FIELD);
  private static final JsonLimits LIMITS = new JsonLimits(100, 1 << 16); // an alert with all fields has about a hundred values
  static final int MOST_ID_CHARS = 200; // hosts give ids of 32

  private final JsonIndex json = new JsonIndex(LIMITS);
  private final JsonText text = new JsonText();
  private int fields = JsonIndex.NONE;
  private long nanos;
  private String id = "";
  private long sequence;
  private Text source = SOURCE;

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The alert of an event that a rule evaluates or that made it fire; null if only stored values of the event are left.
   */
  static @Nullable AlertEvent of(Event event) {
    return switch (event) {
      case AlertEvent alert -> alert;
      case FiredEvent fired -> of(fired.last());
      default -> null;
    };
  }

  /**
   * Turns this object into another received alert.
   *
   * @param bytes the JSON, which must not change as long as the alert is used
   * @param place the place of the record; it is the id of an alert without an id, or with an id that is too long
   */
  public AlertEvent read(byte[] bytes, String place) throws BadAlertException {
    index(bytes);
    nanos = HostAlertTime.nanos(required(TIME, "time"));
    required(RULE, "rule");
    int own = json.member(fields, ID);
    String given = json.is(JsonKind.STRING, own) ? text.of(json, own).toString() : "";
    id = given.isEmpty() || given.length() > MOST_ID_CHARS ? place : given;
    return this;
  }

  /** Turns this object into an alert, or an excerpt of an alert, that was read before. */
  public AlertEvent reread(byte[] bytes, String knownId, long atNanos) throws BadAlertException {
    index(bytes);
    id = knownId;
    nanos = atNanos;
    return this;
  }

  private void index(byte[] bytes) throws BadAlertException {
    sequence++;
    source = SOURCE;
    fields = JsonIndex.NONE;
    try {
      json.parse(bytes, 0, bytes.length);
    } catch (JsonException e) {
      throw new BadAlertException("it is not JSON: " + e.getMessage());
    }
    if (!json.is(JsonKind.OBJECT, 0)) {
      throw new BadAlertException("it is not a JSON object");
    }
    fields = json.member(0, FIELDS);
  }

  private String required(byte[] name, String shown) throws BadAlertException {
    int node = json.member(0, name);
    if (!json.is(JsonKind.STRING, node)) {
      throw new BadAlertException("it has no text '" + shown + "', which every alert has");
    }
    return text.of(json, node).toString();
  }

  /** Sets another event source of the fleet, until the next alert. */
  public void setSource(Text next) {
    source = next;
  }

  @Override
  public Text source() {
    return source;
  }

  public JsonIndex json() {
    return json;
  }

  /** The node of a member of the alert; {@link JsonIndex#NONE} if the member has no value. */
  int member(byte[] name) {
    return valued(json.member(0, name));
  }

  /** The node of a field of the output; {@link JsonIndex#NONE} if the field has no value. */
  int field(byte[] name) {
    return valued(json.member(fields, name));
  }

  /** The object with the fields of the output. */
  int fields() {
    return fields;
  }

  private int valued(int node) {
    return json.is(JsonKind.NULL, node) ? JsonIndex.NONE : node;
  }

  /** The id that the host gave to the alert, or the place of its record. */
  public String id() {
    return id;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public long timestampNanos() {
    return nanos;
  }
}
