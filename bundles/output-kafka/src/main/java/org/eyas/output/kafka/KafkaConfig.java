package org.eyas.output.kafka;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The key eyas.kafka_output of the configuration file. */
@ObjectClassDefinition(name = "Eyas output: Kafka")
@interface KafkaConfig {
  String[] bootstrap_servers() default {};
  String topic() default "eyas-alerts";
  String key() default "hostname";
  String format() default "falco";
  String template() default "";

  // With a dot at the beginning of its name it does not become a property of the service, because it may contain passwords.
  @AttributeDefinition(type = AttributeType.PASSWORD)
  String[] _properties() default {};

  @AttributeDefinition(description = "The host name in formats and keys; empty means the name of this system")
  String hostname() default "";

  @AttributeDefinition(description = "Time for which sending an alert that is not on disk is tried again, in milliseconds")
  int retry_millis() default 60_000;

  String spool_directory() default "";
  int spool_limit_mb() default 100;
  boolean spool_fsync() default false;
}
