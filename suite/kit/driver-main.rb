# frozen_string_literal: true

# Runs as the candidate: loads the task's driver, reads requests on descriptor 3, answers on descriptor 4 (suite/kit/driver-main.mjs in Ruby).
# A driver is a file that defines a method `driver(args)`, which gives a hash of lambdas. Nothing that this process says is believed.

require 'json'

module Driver
  MAX_DEPTH = 200

  module_function

  def wrap(value, depth = 0)
    return { '$' => 'deep' } if depth > MAX_DEPTH

    case value
    when nil, true, false then value
    when Integer then value.abs < 2**53 ? value : { '$' => 'bigint', 'value' => value.to_s }
    when Float then value.finite? ? value : { '$' => 'number', 'value' => value.to_s }
    when Symbol then wrap(value.to_s, depth)
    when String then text_or_bytes(value)
    when Array then value.map { |item| wrap(item, depth + 1) }
    when Hash then { '$' => 'object', 'value' => value.map { |key, item| [text_of(key), wrap(item, depth + 1)] } }
    else { '$' => 'opaque', 'value' => value.class.name.to_s }
    end
  end

  # A plain copy in UTF-8 where the bytes are that: what a subclass of String says of itself does not count.
  def text_or_bytes(value)
    text = utf8(value)
    text.valid_encoding? ? text : { '$' => 'bytes', 'value' => [text].pack('m0') }
  end

  def text_of(value)
    utf8(value.to_s).scrub
  end

  def utf8(value)
    String.new(value).force_encoding(Encoding::UTF_8)
  end

  def unwrap(value)
    return value.map { |item| unwrap(item) } if value.is_a?(Array)
    return value unless value.is_a?(Hash)

    content = value['value']
    case value['$']
    when 'object' then content.to_h { |key, item| [key, unwrap(item)] }
    when 'bytes' then content.unpack1('m0')
    when 'bigint' then content.to_i
    when 'number' then { 'NaN' => Float::NAN, 'Infinity' => Float::INFINITY, '-Infinity' => -Float::INFINITY, '-0' => -0.0 }[content]
    end
  end

  def describe(error)
    code = error.respond_to?(:errno) ? error.errno : nil
    { 'name' => error.class.name.to_s, 'message' => text_of(error.message) }.merge(code.nil? ? {} : { 'code' => code.to_s })
  end

  def parse(text)
    unwrap(JSON.parse(text, max_nesting: 1024))
  end
end

requests = IO.for_fd(3, 'rb', autoclose: false)
answers = IO.for_fd(4, 'wb', autoclose: false)
# What the candidate starts has no part in the conversation.
[requests, answers].each { |channel| channel.close_on_exec = true }
answers.sync = true
send_answer = ->(answer) { answers.write("#{JSON.generate(Driver.wrap(answer), max_nesting: 1024)}\n") }
# Exceptions of Ruby that are no StandardError (SyntaxError, NotImplementedError, SystemStackError) are errors of the code under test like others; what ends the process ends it.
passed_on = [SystemExit, SignalException, NoMemoryError]
handlers = {}
begin
  load ARGV[0]
  handlers = send(:driver, Driver.parse(ARGV[1]))
  send_answer.call({ 'id' => 0, 'value' => 'ready' })
rescue *passed_on
  raise
rescue Exception => e
  send_answer.call({ 'id' => 0, 'error' => Driver.describe(e) })
end
while (line = requests.gets("\n"))
  request = Driver.parse(line)
  begin
    send_answer.call({ 'id' => request['id'], 'value' => handlers.fetch(request['name']).call(*request['args']) })
  rescue *passed_on
    raise
  rescue Exception => e
    send_answer.call({ 'id' => request['id'], 'error' => Driver.describe(e) })
  end
end
