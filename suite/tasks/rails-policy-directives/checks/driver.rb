$LOAD_PATH.unshift('/work/repo/activesupport/lib', '/work/repo/actionpack/lib')
require 'active_support/core_ext/string/filters'
require 'action_dispatch/http/content_security_policy'

# What procs of a policy run in: a controller, say.
class Context
  def initialize(facts)
    @facts = facts
  end

  def fact(name)
    value = @facts.fetch(name)
    value.is_a?(Array) ? value.map { |item| plain(item) } : plain(value)
  end

  private

  def plain(value)
    value.is_a?(Hash) ? value.fetch('symbol').to_sym : value.dup
  end
end

# A policy, configured by calls, and the headers that it gives one after the other.
def build(wanted)
  policy = ActionDispatch::ContentSecurityPolicy.new
  wanted.fetch('policy').each { |name, *sources| policy.public_send(name, *sources.map { |source| source_of(source) }) }
  policy = policy.clone if wanted['cloned']
  wanted.fetch('requests').map do |request|
    context = request['facts'] && Context.new(request['facts'])
    policy.build(*[context, request['nonce'], request['nonce_directives']].then { |args| request.key?('nonce') || context ? args : [] })
  end
end

def source_of(source)
  return source unless source.is_a?(Hash)
  return source['symbol'].to_sym if source.key?('symbol')

  name = source.fetch('fact')
  -> { fact(name) }
end

def driver(_args)
  { 'build' => method(:build) }
end
