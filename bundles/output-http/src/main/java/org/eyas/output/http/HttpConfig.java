package org.eyas.output.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys http_output and eyas.http_output of the configuration file, or one entry of eyas.http_outputs. */
@ObjectClassDefinition(name = "Eyas output: HTTP")
@interface HttpConfig {
  @AttributeDefinition(description = "The name of this output")
  String output_name() default "http";

  @AttributeDefinition(description = "The key of this output in the configuration file")
  String key_section() default "http_output";

  // With a dot at the beginning of its name it does not become a property of the service, because the address of a web hook is a
  // secret.
  @AttributeDefinition(type = AttributeType.PASSWORD)
  String _url() default "";

  @AttributeDefinition(description = "Headers to add, each as NAME: VALUE", type = AttributeType.PASSWORD)
  String[] _headers() default {};

  String format() default "alert";
  String template() default "";

  @AttributeDefinition(description = "The host name in formats; empty means the name of this system")
  String hostname() default "";

  String minimum_priority() default "debug";
  String[] rules() default {};
  String[] tags() default {};
  String user_agent() default "falcosecurity/falco";
  boolean insecure() default false;
  String ca_cert() default "";
  String ca_bundle() default "";
  String ca_path() default "/etc/ssl/certs";
  boolean mtls() default false;
  String client_cert() default "/etc/ssl/certs/client.crt";
  String client_key() default "/etc/ssl/certs/client.key";
  boolean echo() default false;
  boolean compress_uploads() default false;
  int max_consecutive_timeouts() default 5;

  @AttributeDefinition(description = "Time limit for one request, in milliseconds")
  long request_timeout_millis() default 10_000;

  @AttributeDefinition(description = "Time for which sending an alert is tried again, in milliseconds")
  long retry_millis() default 60_000;

  String spool_directory() default "";
  int spool_limit_mb() default 100;
  boolean spool_fsync() default false;
}
