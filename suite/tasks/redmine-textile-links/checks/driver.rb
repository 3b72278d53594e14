# Libraries of Debian lie where the gem of each has its folder.
require 'rubygems'
require 'active_support'
require 'active_support/core_ext/object/blank'
require 'active_support/core_ext/string'
require 'active_support/core_ext/enumerable'
# All of Action View would take a second of each process.
require 'action_view/helpers/capture_helper'
require 'action_view/helpers/output_safety_helper'
require 'action_view/helpers/tag_helper'
require '/work/repo/lib/redmine/helpers/url'
require '/work/repo/lib/redmine/wiki_formatting/links_helper'
require '/work/repo/lib/redmine/wiki_formatting/textile/redcloth3'
require '/work/repo/lib/redmine/wiki_formatting/textile/formatter'

def driver(_args)
  { 'render' => ->(texts) { texts.map { |text| Redmine::WikiFormatting::Textile::Formatter.new(text).to_html.to_str } } }
end
