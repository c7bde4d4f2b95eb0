package org.eyas.fields.dns;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * The dns.* and tls.* fields. They say what was on the wire: an answer is the word of the network, and any program can send one to
 * itself, so a field proves nothing about who owns an address.
 */
@Component(
    configurationPid = "org.eyas.dns",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = FieldProvider.EVENT_SOURCE + "=syscall")
public final class DnsFields implements FieldProvider {
  private static final String TLS = "tls.";

  /** The settings. */
  @interface Config {
    boolean server_side() default false;
  }

  private static final List<DnsField> FIELDS =
      Stream.of(MessageFields.all(), QuestionFields.all(), AnswerFields.all()).flatMap(List::stream).toList();

  private static final List<FieldClass> CLASSES =
      List.of(
          new FieldClass("dns", "", "Messages of the domain name system that programs send and receive.",
              FIELDS.stream().map(DnsField::definition).toList()),
          new FieldClass("tls", "", "The first message of a TLS client, which names the server.", HelloFields.all()));

  private final CurrentMessage current;

  /** Called by Declarative Services. */
  @Activate
  public DnsFields(Config config) {
    this(config.server_side());
  }

  DnsFields(boolean serverSide) {
    current = new CurrentMessage(serverSide);
  }

  @Override
  public List<FieldClass> classes() {
    return CLASSES;
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    if (field.name().startsWith(TLS)) {
      return HelloFields.reader(field);
    }
    return FIELDS.stream()
        .filter(one -> one.definition().name().equals(field.name()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + field.name() + "' is not a field of DNS"))
        .readers()
        .apply(current);
  }
}
