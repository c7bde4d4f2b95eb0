package org.eyas.testkit;

/**
 * A parameter that a driver cannot know.
 *
 * @param call the name of the system call, as {@code calls.py} prints it
 * @param index the place of the parameter, from 0
 * @param stands the bytes that the driver writes instead of the value, in hexadecimal; "-" for none
 * @param reason why the driver cannot know it
 */
public record UnknownParameter(String call, int index, String stands, String reason) {}
