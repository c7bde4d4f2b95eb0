package org.eyas.output.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** http_output and eyas.http_output of the configuration file, or one of eyas.http_outputs. */
@ObjectClassDefinition(name = "Eyas output: HTTP")
@interface HttpConfig {
  @AttributeDefinition(description = "The name of this output")
  String output_name() default "http";

  @AttributeDefinition(description = "Where its keys stand in the configuration file")
  String key_section() default "http_output";

  // With a point in front it is no property of the service: a web hook's address is its password.
  @AttributeDefinition(description = "The address that alerts are posted to", type = AttributeType.PASSWORD)
  String _url();

  @AttributeDefinition(description = "NAME: VALUE of headers that are added", type = AttributeType.PASSWORD)
  String[] _headers() default {};

  @AttributeDefinition(description = "What is sent: alert, or the name of a format")
  String format() default "alert";

  @AttributeDefinition(description = "File with a template of what is sent; it goes before the format")
  String template() default "";

  @AttributeDefinition(description = "The host's name in formats; empty to ask the system")
  String hostname() default "";

  @AttributeDefinition(description = "The least urgent priority that is sent")
  String minimum_priority() default "debug";

  @AttributeDefinition(description = "Names of rules whose alerts are sent, * for any text; of none those of all")
  String[] rules() default {};

  @AttributeDefinition(description = "Tags of which a rule has one; of none all rules count")
  String[] tags() default {};

  @AttributeDefinition(description = "The User-Agent header")
  String user_agent() default "falcosecurity/falco";

  @AttributeDefinition(description = "Do not check the certificate of the server")
  boolean insecure() default false;

  @AttributeDefinition(description = "File with the certificate of the authority that the server is checked against")
  String ca_cert() default "";

  @AttributeDefinition(description = "File with several of them")
  String ca_bundle() default "";

  @AttributeDefinition(description = "Folder with several of them")
  String ca_path() default "/etc/ssl/certs";

  @AttributeDefinition(description = "Show a certificate of our own to the server")
  boolean mtls() default false;

  @AttributeDefinition(description = "File with that certificate")
  String client_cert() default "";

  @AttributeDefinition(description = "File with its key")
  String client_key() default "";

  @AttributeDefinition(description = "Print the answers of the server")
  boolean echo() default false;

  @AttributeDefinition(description = "Send bodies packed by gzip")
  boolean compress_uploads() default false;

  @AttributeDefinition(description = "Requests that may time out again before an alert is given up")
  int max_consecutive_timeouts() default 5;

  @AttributeDefinition(description = "Limit of one request, milliseconds")
  long request_timeout_millis() default 10_000;

  @AttributeDefinition(description = "Time for which an alert is tried again, milliseconds")
  long retry_millis() default 60_000;

  @AttributeDefinition(description = "Folder in which alerts wait until the server has taken them; empty for none")
  String spool_directory() default "";

  @AttributeDefinition(description = "Size of what may wait there, MB")
  int spool_limit_mb() default 100;

  @AttributeDefinition(description = "Whether what is written there survives a loss of power")
  boolean spool_fsync() default false;
}
