var N,Nt,oo,ue,at,Ie,Dt,Pe,Pt,lt,rt,so,Ee=Symbol.for("pv"),He={},Be=[],io=/^m(i|n|o|s|text|space)$/,ct=Array.isArray,ut=Be.slice,_e=Object.assign;function $e(e){e&&e.parentNode&&e.remove()}function Ue(e,t,n){var o,i,s,r={},a=arguments.length;for(s in t)s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?i=t[s]:r[s]=t[s];return a>2&&(r.children=a>3?ut.call(arguments,2):n),Me(e,r,o,i,null)}function Me(e,t,n,o,i){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Ee,__v:i||++Nt,__i:-1,__u:0};return!i&&N.vnode&&N.vnode(s),s}function ze(e){return e.children}function ie(e,t){this.props=e,this.context=t,this.__g=0}function de(e,t){if(t==null)return e.__&&de(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:de(e)}function ao(e){var t,n=e.__v,o=n.__e,i=[],s=[],r=e.__P;r&&((t=_e({constructor:Ee},n)).__v=n.__v+1,N.vnode&&N.vnode(t),dt(r,t,n,e.__n,r.namespaceURI,32&n.__u?[o]:null,i,o||de(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,zt(i,t,s),n.__=n.__e=null,t.__e!=o&&Ft(t))}function Ft(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),Ft(e)}function At(e){(8&e.__g||(e.__g|=8,ue.push(e),Ie++))&&at==N.debounceRendering||((at=N.debounceRendering)||queueMicrotask)(It)}function It(){try{for(var e,t=1;ue.length;)ue.length>t&&ue.sort(Dt),e=ue.shift(),t=ue.length,8&e.__g&&ao(e)}finally{(Ie=ue.length)&&(at||queueMicrotask)(It)}}function Ht(e,t,n,o,i,s,r,a,c,u,f){var p,h,d,$,b,g,_=o.__k||Be,x=t.length;for(c=ro(n,t,_,c,x),p=0;p<x;p++)(d=n.__k[p])!=null&&(h=~d.__i&&_[d.__i]||He,d.__i=p,g=dt(e,d,h,i,s,r,a,c,u,f),$=d.__e,(h.ref!=d.ref||8&h.__u)&&(h.ref&&ft(h.ref,null,d,h),d.ref&&f.push(d.ref,d.__c||$,d)),b=b||$,4&d.__u?(c=Bt(d,c,e,!h.__v),h.__e&&(h.__e=null)):typeof d.type=="function"&&g!==void 0?c=g:$&&(c=$.nextSibling),d.__u&=-21);return n.__e=b,c}function ro(e,t,n,o,i){var s,r,a,c,u,f,p,h,d,$=n.length,b=$,g=0,_=0,x=e.__k=Array(i);for(s=0;s<i;s++)(r=t[s])!=null&&typeof r!="boolean"&&typeof r!="function"?(typeof r!="object"||r.constructor===String?r=x[s]=Me(null,r):ct(r)?r=x[s]=Me(ze,{children:r}):r.constructor===Ee&&r.__b?r=x[s]=Me(r.type,r.props,r.key,r.ref,r.__v):x[s]=r,c=s+g,r.__=e,r.__b=e.__b+1,a=null,~(u=r.__i=lo(r,n,c,b))&&(b--,(a=n[u])&&(a.__u|=2)),a&&a.__v?(r.__u|=16,u==c-1?g--:u==c+1?g++:u!=c&&(u>c?g--:g++,_=1)):(~u||(i>$?g--:i<$&&g++),typeof r.type!="function"&&(r.__u|=4))):x[s]=null;if(_){for(f=[],p=[],s=0;s<i;s++)if((r=x[s])&&16&r.__u){for(g=0,h=f.length;g<h;)f[d=g+h>>1]<r.__i?g=d+1:h=d;f[g]=r.__i,p[s]=g+1}for(g=f.length;s--;)p[s]&&(p[s]==g?g--:x[s].__u|=4)}if(b)for(s=0;s<$;s++)!(a=n[s])||2&a.__u||(a.__e==o&&(o=de(a)),pt(a,a));return o}function Bt(e,t,n,o){var i,s,r,a;if(typeof e.type=="function"){if(e.props.__P)return t;if(i=e.__k)for(s=0;s<i.length;s++)i[s]&&(i[s].__=e,t=Bt(i[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=de(e))&&!t.parentNode&&(t=null),r=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;for(r!=a&&(!o&&n.moveBefore&&r.parentNode?n.moveBefore(r,t):n.insertBefore(r,t||null)),t=r;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function lo(e,t,n,o){var i,s=e.key,r=e.type,a=t[n],c=a&&!(2&a.__u);if(a===null&&s==null||c&&s==a.key&&r==a.type)return n;if(o>(c?1:0)){for(i=n-1;i>=0;i--)if((a=t[i])&&!(2&a.__u)&&s==a.key&&r==a.type)return i;for(i=n+1;i<t.length;i++)if((a=t[i])&&!(2&a.__u)&&s==a.key&&r==a.type)return i}return-1}function Rt(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function De(e,t,n,o,i){var s,r;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||Rt(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Rt(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(r=rt[t]||(rt[t]=co(t)),(e.__a||(e.__a={}))[t]=lt,s=t!=(t=t.replace(Pt,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,r,s):e.removeEventListener(t,r,s));else{if(i=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function co(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[Pe]==null)t[Pe]=lt++;else if(t[Pe]<this.__a[e])return;return n(N.event?N.event(t):t)}}}function dt(e,t,n,o,i,s,r,a,c,u){var f,p,h,d,$,b,g,_,x,L,E,G,U,J,z,se,V,k,v=t.type;if(t.constructor!==Ee)return null;128&n.__u&&(c=32&n.__u,f=n.__c.__z)&&(t.__u|=c,p=s=[],f.nodeType==8?a=Fe(f,s):s.push(f),a=s[0]||a),(f=N.__b)&&f(t);e:if(typeof v=="function"){h=r.length;try{if(_=t.props,x=(f=v.prototype)&&f.render,L=(f=v.contextType)&&o[f.__c],E=f?L?L.props.value:f.__:o,(d=n.__c)?(t.__c=d,2&d.__g&&(d.__g|=1)):(x?t.__c=d=new v(_,E):(t.__c=d=new ie(_,E),d.constructor=v,d.render=fo),L&&L.sub(d),d.state||(d.state={}),d.__n=o,d.__g|=8,d.__h=[],d.__k=[]),x&&(d.__s||(d.__s=d.state),v.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=_e({},d.__s)),_e(d.__s,v.getDerivedStateFromProps(_,d.__s)))),$=d.props,b=d.state,d.__v=t,n.__c){if(_!==$&&x&&!v.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(_,E),t.__v==n.__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&d.shouldComponentUpdate(_,d.__s,E)===!1){t.__v!=n.__v&&(d.props=_,d.state=d.__s,d.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(m){m&&(m.__=t)}),Be.push.apply(d.__h,d.__k),d.__k=[],d.__h.length&&r.push(d),a=de(n);break e}d.componentWillUpdate&&d.componentWillUpdate(_,d.__s,E),x&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate($,b,g)})}else x&&!v.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),x&&d.componentDidMount&&d.__h.push(d.componentDidMount);d.context=E,d.props=_,d.__P=e,d.__g&=-5,G=N.__r,U=x?25:0;do d.__g&=-9,G&&G(t),f=d.render(d.props,d.state=d.__s,d.context);while(8&d.__g&&++U<25);x&&(Be.push.apply(d.__h,d.__k),d.__k=[]),d.state=d.__s,d.getChildContext&&(o=_e({},o,d.getChildContext())),x&&n.__c&&d.getSnapshotBeforeUpdate&&(g=d.getSnapshotBeforeUpdate($,b)),J=f&&f.type===ze&&f.key==null?f.props.children:f,_.__P&&(f=a,i=(e=_.__P).namespaceURI,c=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(m){m&&pt(m,m)}),n.__k=null),a=n.__k?de(n,0):null),a=Ht(e,ct(J)?J:[J],t,n,o,i,s,r,a,c,u),_.__P&&(t.__e=null,a=f),t.__u&=-161,p&&p.some($e),d.__h.length&&r.push(d),1&d.__g&&(d.__g&=-4)}catch(m){if(r.length=h,t.__v=null,c||s)if(m&&m.then){if(t.__u|=128|c,s){for(~(V=s.indexOf(a||void 0))||(V=s.length);(k=s[V-1])&&k.nodeType==8;)V--;for(;V<s.length;V++)if(k=s[V])if(s[V]=null,z){if(k==se)break}else{if(k.nodeType!=8)break;k.data.startsWith("$s")&&(se=Fe(z=k))}}if(!z){for(;a&&a.nodeType==8&&a.nextSibling;)a=a.nextSibling;z=a}(f=Fe(z=t.__c.__z||(t.__c.__z=z)))?(t.__e=z,a=f):t.__e=a,a=a&&a.nextSibling}else s&&s.some($e);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),m&&m.then||Ut(t),N.__e(m,t,n)}}else a=t.__e=uo(n.__e,t,n,o,i,s,r,c,u,e);return(f=N.diffed)&&f(t),a}function Fe(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function Ut(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(Ut))}function zt(e,t,n){for(var o=0;o<n.length;)ft(n[o++],n[o++],n[o++]);N.__c&&N.__c(t,e),e.some(function(i){try{e=i.__h,i.__h=[],e.some(function(s){s.call(i)})}catch(s){N.__e(s,i.__v)}})}function uo(e,t,n,o,i,s,r,a,c,u){var f,p,h,d,$,b,g,_,x=n.props||He,L=t.props,E=t.type;if(E=="svg"?i="http://www.w3.org/2000/svg":E=="math"?i="http://www.w3.org/1998/Math/MathML":i||(i="http://www.w3.org/1999/xhtml"),s){for(f=0;f<s.length;f++)if(($=s[f])&&(E?$.localName==E:$.nodeType==3)){e=$,s[f]=null;break}}if(!e){if(_=u.ownerDocument||document,!E)return _.createTextNode(L);e=_.createElementNS(i,E,L.is?L:u),a&&(N.__m&&N.__m(t,s),a=!1),s=null}if(E){if(u=E=="template"&&e.content||e,s=E=="textarea"&&L.defaultValue!=null?null:s&&ut.call(u.childNodes),!a&&s)for(x={},f=0;f<e.attributes.length;f++)x[($=e.attributes[f]).name]=$.value;for(f in x)$=x[f],f=="dangerouslySetInnerHTML"?h=$:f=="children"||f in L||f=="value"&&"defaultValue"in L||f=="checked"&&"defaultChecked"in L||De(e,f,null,$,i);for(f in L)$=L[f],f=="children"?d=$:f=="dangerouslySetInnerHTML"?p=$:f=="value"?b=$:f=="checked"?g=$:a&&typeof $!="function"||x[f]===$||De(e,f,$,x[f],i);p?(a||h&&(p.__html==h.__html||p.__html==e.innerHTML)||(e.innerHTML=p.__html),t.__k=[]):(h&&(e.textContent=""),(E=="foreignObject"||i=="http://www.w3.org/1998/Math/MathML"&&io.test(E))&&(i="http://www.w3.org/1999/xhtml"),Ht(u,ct(d)?d:[d],t,n,o,i,s,r,s?s[0]:n.__k&&de(n,0),a,c),s&&s.some($e)),a&&E!="textarea"||(f="value",E=="progress"&&b==null?e.removeAttribute(f):b==null||b===e[f]&&(E!="progress"||b)||De(e,f,b,x[f],i),f="checked",g!=null&&g!=e[f]&&De(e,f,g,x[f],i))}else x===L||a&&e.data==L||(e.data=L);return e}function ft(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(i){N.__e(i,n)}}function pt(e,t,n){var o,i,s,r;if(N.unmount&&N.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||ft(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(a){N.__e(a,t)}o.__P=o.__n=null}if(o=e.__k)for(r=0;r<o.length;r++)o[r]&&pt(o[r],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(i=Fe(o,s=[]))&&(o==e.__e&&s.some($e),$e(i),$e(o)),n||$e(e.__e),e.__e=e.__c=e.__=null}function fo(e,t,n){return this.constructor(e,n)}function Vt(e,t){var n,o,i,s;N.__&&N.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=Me(ze,{children:[e]}),i=[],s=[],dt(t,t.__k,o||He,He,t.namespaceURI,o?null:t.firstChild?ut.call(t.childNodes):null,i,o?o.__e:t.firstChild,n,s),zt(i,t.__k,s),t.__k.props.children=null}N={__e:function(e,t,n,o){for(var i,s,r;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((r=(s=i.constructor)&&s.getDerivedStateFromError)&&i.setState(s.getDerivedStateFromError(e)),i.componentDidCatch&&(i.componentDidCatch(e,o||{}),r=1),r&&8&i.__g)return void(i.__g|=2)}catch(a){e=a}}throw Ie=0,e}},Nt=0,oo=function(e){return e!=null&&e.constructor===Ee},ie.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=_e({},this.state)),typeof e=="function"&&(e=e(_e({},n),this.props)),e&&(_e(n,e),this.__v&&(t&&this.__k.push(t),At(this)))},ie.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),At(this))},ie.prototype.render=ze,ue=[],Ie=0,Dt=function(e,t){return e.__v.__b-t.__v.__b},Pe=Symbol(),Pt=/(PointerCapture)$|Capture$/i,lt=0,rt={},so=0;var Oe,I,ht,Wt,mt=Object.is,Ve=0,Zt=[],$t=[],F=N,Kt=F.__b,jt=F.__r,Gt=F.diffed,Yt=F.__c,Xt=F.unmount,Qt=F.__;function gt(e,t){F.__h&&F.__h(I,e,Ve||t),Ve=0;var n=I.__H||(I.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function M(e){return Ve=1,po(tn,e)}function po(e,t,n){var o=gt(Oe++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):tn(void 0,t),function(s){var r=(o.__N||o.__)[0],a=o.t(r,s);mt(r,a)||(o.__N=[a,o.__[1]],o.__c.setState({}))}],o.__c=I,!I.__f)){I.__f=!0;var i=I.shouldComponentUpdate;I.shouldComponentUpdate=function(s,r,a){var c=this.__H;if(!c)return!0;var u=!1,f=this.props!=s;if(c.__.some(function(h){h.__N&&(u=!0,mt(h.__[0],h.__N[0])||(f=!0))}),i){var p=i.call(this,s,r,a);return u?p||f:p}return!u||f}}return o.__}function C(e,t){var n=gt(Oe++,3);!F.__s&&en(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,I.__H.__h.push(n))}function X(e){return Ve=5,H(function(){return{current:e}},[])}function H(e,t){var n=gt(Oe++,7);return en(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function ho(){var e;do{for(;e=$t.shift();)try{Ce(e)}catch(n){F.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Zt.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Ce),t.__h.some(_t),t.__h=[]}catch(n){t.__h=[],F.__e(n,e.__v)}}}while($t.length)}F.__b=function(e){I=null,Kt&&Kt(e)},F.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Qt&&Qt(e,t)},F.__r=function(e){jt&&jt(e),Oe=0;var t=(I=e.__c).__H;t&&(ht==I?I.__h=[]:(t.__h.some(Ce),t.__h.some(_t),Oe=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),ht=I},F.diffed=function(e){Gt&&Gt(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Jt(Zt.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),ht=I=null},F.__c=function(e,t){t.some(function(n){try{n.__h.some(Ce),n.__h=n.__h.filter(function(o){return!o.__||_t(o)})}catch(o){n.__h=[function(){throw o}]}}),Yt&&Yt(e,t)},F.unmount=function(e){Xt&&Xt(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(i){try{if(i.__P&&i.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}i.__P=n,Jt($t.push(i))}else Ce(i)}catch(s){t=s}}),o.__H=void 0,t&&F.__e(t,o.__v))};var qt=typeof requestAnimationFrame=="function";function mo(e){var t,n=function(){clearTimeout(o),qt&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);qt&&(t=requestAnimationFrame(n))}function Jt(e){e!=1&&Wt==F.requestAnimationFrame||((Wt=F.requestAnimationFrame)||mo)(ho)}function Ce(e){var t=I,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),I=t}function _t(e){var t=I;e.__c=e.__(),I=t}function en(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!mt(n,e[o])})}function tn(e,t){return typeof t=="function"?t(e):t}var W=class{constructor(){this.followers=new Set,this.version=0,this.isAwaitingFrame=!1}changed(){this.version++,this.isAwaitingFrame||(this.isAwaitingFrame=!0,requestAnimationFrame(()=>{this.isAwaitingFrame=!1;for(let t of[...this.followers])t()}))}follow(t){return this.followers.add(t),()=>{this.followers.delete(t)}}};function Q(e){let[,t]=M(0);return C(()=>(t(e.version),e.follow(()=>t(e.version))),[e]),e}var ge=class extends Error{constructor(t,n){super(n.detail||n.title||`The server answered with status ${t}.`),this.status=t,this.title=n.title??""}};async function ve(e,t){let n;try{n=await fetch(`api/${e}`,{cache:"no-store",credentials:"same-origin",...t})}catch(o){throw t?.signal?.aborted?o:new ge(0,{detail:"The server does not answer."})}if(!n.ok)throw new ge(n.status,await $o(n));return n.status===204||n.status===202?void 0:n.json()}async function $o(e){try{return await e.json()??{}}catch{return{}}}var vt=class extends W{constructor(){super(),this.value={}}async load(){this.value=await ve("info")??{},this.changed()}},K=new vt;async function We(e,t){try{return await nn(e,t)}catch(n){if(!(n instanceof ge&&n.status===400&&/token/i.test(n.title)))throw n;return await K.load(),nn(e,t)}}async function nn(e,t){return K.value.token||await K.load(),ve(e,{method:"POST",headers:{"Content-Type":"application/json","X-Hypergraph-Token":K.value.token??""},body:JSON.stringify(t)})}var _o=["tree","picture","timeline","failures","log","items","questions"];function on(e){let[t,n=""]=go(e.replace(/^#/,""),"?"),o=Object.fromEntries(new URLSearchParams(n)),i=t.split("/");if(i[1]==="run"&&i[2]){let s=i[2].startsWith("stored:"),r=_o.includes(i[3])?i[3]:s?"questions":"tree";return{key:i[2],view:r,query:o}}return{view:"runs",query:o}}function A(e,t,n={}){let o=new URLSearchParams;for(let[s,r]of Object.entries(n))r!==void 0&&o.set(s,String(r));let i=o.toString();return(e===void 0?"#/":`#/run/${e}/${t}`)+(i&&`?${i}`)}function go(e,t){let n=e.indexOf(t);return n<0?[e]:[e.slice(0,n),e.slice(n+1)]}var bt=class extends W{constructor(){super(),this.route=on(location.hash),addEventListener("hashchange",()=>this.read()),addEventListener("popstate",()=>this.read())}read(){this.route=on(location.hash),this.changed()}go(t,n=!1){t!==location.hash&&(history[n?"replaceState":"pushState"](null,"",t),this.read())}change(t,n=!0){let{key:o,view:i,query:s}=this.route;this.go(A(o,i,{...s,...t}),n)}},D=new bt;var yt=class extends W{constructor(){super(),this.isLost=!1}set(t){let n=t==="lost";this.isLost!==n&&(this.isLost=n,this.changed(),n||K.load().catch(()=>{}))}},ae=new yt;var an=function(e,t,n,o){var i;t[0]=0;for(var s=1;s<t.length;s++){var r=t[s++],a=t[s]?(t[0]|=r?1:2,n[t[s++]]):t[++s];r===3?o[0]=a:r===4?o[1]=Object.assign(o[1]||{},a):r===5?(o[1]=o[1]||{})[t[++s]]=a:r===6?o[1][t[++s]]+=a+"":r?(i=e.apply(a,an(e,a,n,["",null])),o.push(i),a[0]?t[0]|=2:(t[s-2]=0,t[s]=i)):o.push(a)}return o},sn=new Map;function rn(e){var t=sn.get(this);return t||(t=new Map,sn.set(this,t)),(t=an(this,t.get(e)||(t.set(e,t=(function(n){for(var o,i,s=1,r="",a="",c=[0],u=function(h){s===1&&(h||(r=r.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?c.push(0,h,r):s===3&&(h||r)?(c.push(3,h,r),s=2):s===2&&r==="..."&&h?c.push(4,h,0):s===2&&r&&!h?c.push(5,0,!0,r):s>=5&&((r||!h&&s===5)&&(c.push(s,0,r,i),s=6),h&&(c.push(s,h,0,i),s=6)),r=""},f=0;f<n.length;f++){f&&(s===1&&u(),u(f));for(var p=0;p<n[f].length;p++)o=n[f][p],s===1?o==="<"?(u(),c=[c],s=3):r+=o:s===4?r==="--"&&o===">"?(s=1,r=""):r=o+r[0]:a?o===a?a="":r+=o:o==='"'||o==="'"?a=o:o===">"?(u(),s=1):s&&(o==="="?(s=5,i=r,r=""):o==="/"&&(s<5||n[f][p+1]===">")?(u(),s===3&&(c=c[0]),s=c,(c=c[0]).push(2,0,s),s=0):o===" "||o==="	"||o===`
`||o==="\r"?(u(),s=2):r+=o),s===3&&r==="!--"&&(s=4,c=c[0])}return u(),c})(e)),t),arguments,[])).length>1?t:t[0]}var l=rn.bind(Ue);var vo=new Intl.NumberFormat("en-US");function y(e){return vo.format(e??0)}function P(e,t,n=t+"s"){return`${y(e)} ${e===1?t:n}`}function Ke(e){return e>=1?xt(e,100,"s"):e*60>=1?xt(e*60,10,"min"):xt(e*3600,10,"h")}function xt(e,t,n){return`${e<t?e.toFixed(1):y(Math.round(e))}/${n}`}function be(e){let t=Math.max(0,Math.floor(e/1e3)),n=Math.floor(t/3600),o=`${kt(Math.floor(t/60)%60)}:${kt(t%60)}`;return n>0?`${n}:${o}`:o}function B(e){let t=Math.max(0,e);return t<1e3?`${Math.floor(t)} ms`:t<6e4?`${(Math.floor(t/100)/10).toFixed(1)} s`:t<36e5?`${Math.floor(t/6e4)}:${kt(Math.floor(t/1e3)%60)} min`:`${be(t)} h`}function kt(e){return String(e).padStart(2,"0")}var bo=/^[\x20-\x7e]*$/,yo=/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff0-\ufffb]|\p{Surrogate}/gu,xo=/(\p{M}{6})\p{M}+/gu,ko=/\u001b\[[0-9;:?]*[ -/]*[@-~]/g;function T(e,t=400){let n=un(cn(e),t);return bo.test(n)?n:dn(n.replace(/\r\n|[\r\n\t]/g," "))}function ln(e,t=4e4){return un(cn(e),t).replace(ko,"").split(/\r\n|\r|\n/).map(n=>n.split("	").map(dn).join("	")).join(`
`)}function cn(e){return e==null?"":String(e)}function un(e,t){if(e.length<=t)return e;let n=/[\ud800-\udbff]/.test(e[t-2])?t-2:t-1;return e.slice(0,n)+"…"}function dn(e){return e.replace(yo,"�").replace(xo,"$1")}var fn={pending:{sign:"·",tone:"faint"},waiting:{sign:"·",tone:"faint"},notStarted:{sign:"·",tone:"faint"},running:{sign:"▶",tone:"active"},retrying:{sign:"↻",tone:"held"},done:{sign:"✓",tone:"good"},completed:{sign:"✓",tone:"good"},cached:{sign:"≡",tone:"good"},restored:{sign:"↺",tone:"good"},failed:{sign:"✗",tone:"bad"},partial:{sign:"!",tone:"partial"},paused:{sign:"‖",tone:"held"},question:{sign:"?",tone:"held"},stopped:{sign:"■",tone:"held"},interrupted:{sign:"■",tone:"held"},skipped:{sign:"-",tone:"faint"}},wo={sign:"•",tone:"faint"};function j(e){return e!==void 0&&Object.hasOwn(fn,e)?fn[e]:wo}function re(e){return e==="notStarted"?"not started":T(e??"",40)}function ne(e){return e==="pending"||e==="waiting"||e==="running"||e==="retrying"}function q(e){return e==="running"||e==="waiting"}var wt=class extends W{follow(t){let n=super.follow(t);return this.timer??=setInterval(()=>this.changed(),1e3),()=>{n(),this.followers.size===0&&(clearInterval(this.timer),this.timer=void 0)}}},So=new wt;function pn(){Q(So)}var To=new Intl.DateTimeFormat(void 0,{hour:"2-digit",minute:"2-digit",second:"2-digit"}),Lo=new Intl.DateTimeFormat(void 0,{day:"numeric",month:"short",hour:"2-digit",minute:"2-digit"}),Mo=new Intl.DateTimeFormat(void 0,{dateStyle:"full",timeStyle:"long"}),Eo=new Intl.DateTimeFormat(void 0,{hour:"2-digit",minute:"2-digit",second:"2-digit",fractionalSecondDigits:3}),hn=0;function ke(e){let t=Z(e);t!==void 0&&(hn=t-Date.now())}function we(){return Date.now()+hn}function Z(e){let t=e?Date.parse(e):NaN;return Number.isNaN(t)?void 0:t}function mn(e){let t=Z(e);return t===void 0?"":(new Date(t).toDateString()===new Date().toDateString()?To:Lo).format(t)}function $n(e){let t=Z(e);return t===void 0?"":Eo.format(t)}function je(e){let t=Z(e);return t===void 0?"":Mo.format(t)}function S({value:e,class:t="",max:n}){let o=T(e,n);return l`<bdi class=${`text ${t}`} title=${o.length>20?T(e,1e3):void 0}>${o}</bdi>`}function ye({value:e,class:t="",label:n}){return l`<pre class=${`lines ${t}`} tabindex="0" role="group" aria-label=${n??"Text"}><bdi>${ln(e)}</bdi></pre>`}function oe({state:e,class:t=""}){let n=j(e);return l`<span class=${`state tone-${n.tone} ${t}`}><span class="sign" aria-hidden="true">${n.sign}</span>${re(e)}</span>`}function le({value:e,class:t=""}){return e?l`<time class=${t} dateTime=${e} title=${je(e)}>${mn(e)}</time>`:null}function fe({started:e,ended:t,isOpen:n,elapsed:o}){let i=Z(e),s=Z(t);return o!=null?l`<span>${B(o)}</span>`:i===void 0?null:s!==void 0?l`<span>${B(s-i)}</span>`:n?l`<${Co} start=${i} />`:null}function Co({start:e}){return pn(),l`<span class="ticking">${be(we()-e)}</span>`}function R({error:e,isLoading:t,children:n}){return e?l`<p class="note tone-bad" role="alert">${T(e.message,1e3)}</p>`:l`<p class="note" role="status">${t?"Loading…":n}</p>`}function Se({label:e,value:t,options:n,onChange:o}){return l`<div class="segments" role="group" aria-label=${e}>
    ${n.map(([i,s])=>l`<button type="button" key=${i} aria-pressed=${String(i===t)} onClick=${()=>o(i)}>${s}</button>`)}
  </div>`}function pe({label:e,value:t,onChange:n,id:o}){let i=X(),s=X();return C(()=>{s.current!==document.activeElement&&(s.current.value=t)},[t]),C(()=>()=>clearTimeout(i.current),[]),l`<input
    class="filter" type="search" ref=${s} id=${o} data-filter aria-label=${e} placeholder=${e} defaultValue=${t} maxlength="500"
    autocomplete="off" spellcheck=${!1}
    onInput=${r=>{let a=r.currentTarget.value;clearTimeout(i.current),i.current=setTimeout(()=>n(a),150)}} />`}function Ge({title:e,onClose:t,children:n}){let o=X();return C(()=>{o.current.showModal()},[]),l`<dialog ref=${o} aria-label=${e} onClose=${t} onClick=${i=>i.target===o.current&&o.current.close()}>
    <div class="dialog-body">
      <header><h2>${e}</h2><button type="button" class="quiet" aria-label="Close" onClick=${()=>o.current.close()}>✕</button></header>
      ${n}
    </div>
  </dialog>`}var Oo=[["/","Go to the filter"],["?","This help"],["1 … 7","The views of a run"],["↑ ↓ Home End","Tree: from row to row"],["← →","Tree: to the row above, or the first below"],["Enter","Tree: details of a node, items of a map"],["+ − 0","Picture and timeline: larger, smaller, all"],["↑ ↓ ← →","Picture and timeline: move"],["[ ]","Picture: previous and next node"],["Enter","Picture: expand or collapse the selected graph"],["Escape","Close the details"]];function _n({onClose:e,version:t}){return l`<${Ge} title="Keys" onClose=${e}>
    <dl class="keys">
      ${Oo.map(([n,o])=>l`<div><dt>${n.split(" ").map(i=>i==="…"?" … ":l`<kbd>${i}</kbd>`)}</dt><dd>${o}</dd></div>`)}
    </dl>
    ${t&&l`<p class="faint">Version <${S} value=${t} /></p>`}
  <//>`}function he(e){if(e.defaultPrevented||e.ctrlKey||e.metaKey||e.altKey)return!1;let t=e.target;return!(t instanceof HTMLElement&&(t.matches("input, textarea, select")||t.closest("dialog")))}function Te({done:e,total:t,failed:n=0,running:o=0,tone:i,isUnknown:s,isFull:r}){if(s)return l`<span class="bar is-unknown" aria-hidden="true"></span>`;let a=t>0?t:r?1:0,c=t>0?e-n:r?1:0,u=f=>a===0?0:Math.min(100,100*f/a);return l`<span class="bar" aria-hidden="true">
    <span class=${`part tone-${n>0&&i==="bad"?"good":i}`} style=${{width:`${u(c)}%`}}></span>
    ${n>0&&l`<span class="part is-failed" style=${{width:`max(3px, ${u(n)}%)`}}></span>`}
    ${o>0&&l`<span class="part is-running" style=${{width:`${u(o/2)}%`}}></span>`}
  </span>`}function ee(e,{every:t,again:n}={}){let[o,i]=M({path:e,value:void 0,error:void 0,isLoading:!0}),[s,r]=M(0);C(()=>{if(e===void 0)return;let c=new AbortController,u;return f(),()=>{c.abort(),clearTimeout(u)};async function f(){if(document.visibilityState==="visible"||t===void 0)try{let p=await ve(e,{signal:c.signal});i({path:e,value:p,error:void 0,isLoading:!1})}catch(p){if(c.signal.aborted)return;i(h=>({path:e,value:h.path===e?h.value:void 0,error:p,isLoading:!1}))}t!==void 0&&!c.signal.aborted&&(u=setTimeout(f,t))}},[e,t,s,n]);let a=o.path===e;return{value:o.value,error:a?o.error:void 0,isLoading:!a||o.isLoading,reload:()=>r(c=>c+1)}}function gn({model:e,query:t}){let n=q(e.summary.status)?2e3:void 0,{value:o,error:i,isLoading:s}=ee(`runs/${e.key}/failures`,{every:n,again:e.summary.status});if(o===void 0)return l`<div class="page"><${R} error=${i} isLoading=${s} /></div>`;let r=t.node===void 0?o.groups:o.groups.filter(a=>a.node===t.node);return l`<div class="page failures">
    <div class="filters">
      <span role="status">${o.total===0?"No failure.":`${P(o.total,"failure")}, ${P(o.groups.length+(o.omittedGroups??0),"cause")}`}</span>
      ${t.node!==void 0&&l`<span class="chip">Node <${S} class="mono" value=${t.node} />
        <button type="button" class="quiet" aria-label="Show the failures of all nodes" onClick=${()=>D.change({node:void 0})}>✕</button></span>`}
    </div>
    ${i&&l`<${R} error=${i} />`}
    ${t.node!==void 0&&r.length===0&&l`<p class="note">No failure of this node.</p>`}
    ${r.map((a,c)=>l`<${Ao} key=${`${a.node}
${a.type}
${a.message}`} group=${a} model=${e} isOpen=${c<3} />`)}
    ${o.omittedGroups>0&&l`<p class="faint">${P(o.omittedGroups,"rarer cause")} not shown. The log has all of them.</p>`}
  </div>`}function Ao({group:e,model:t,isOpen:n}){let o=T(e.type,200).replace(/^.*\./,"");return l`<details class="failure" open=${n} data-failure=${e.node} data-count=${e.count}>
    <summary>
      <span class="badge is-bad number">${y(e.count)}</span>
      <span class="failure-title">
        <span><bdi class="strong" title=${T(e.type,400)}>${o}</bdi> <span class="faint">in <${S} class="mono" value=${e.node} /></span></span>
        <${S} class="failure-message" value=${e.message} max=${600} />
      </span>
    </summary>
    <p class="links">
      <a href=${A(t.key,"tree",{node:e.node})}>Tree</a>
      <a href=${A(t.key,"picture",{node:e.node})}>Picture</a>
      <a href=${A(t.key,"log",{node:e.node,kind:"nodeError"})}>Log</a>
    </p>
    ${e.samples.map((i,s)=>l`<${Ro} key=${s} sample=${i} group=${e} model=${t} />`)}
    ${e.count>e.samples.length&&l`<p class="faint">${P(e.count-e.samples.length,"more failure")} like these.</p>`}
  </details>`}function Ro({sample:e,group:t,model:n}){let o=e.items?No(e.path,n.rows):void 0;return l`<article class="sample" aria-label=${`Failure at ${T(e.path,80)}`}>
    <p class="sample-place">
      <${S} class="mono" value=${e.path||t.node} />
      ${e.items&&l`<span>item ${o===void 0?l`<span class="mono">${T(e.items,60)}</span>`:l`<a class="mono" href=${A(n.key,"items",{row:o,order:"index",item:e.items})}>${T(e.items,60)}</a>`}</span>`}
      ${e.label&&l`<${S} value=${e.label} />`}
      <span class="faint"><${le} value=${e.time} /></span>
    </p>
    <${ye} class="message" value=${e.message} label="Message" />
    ${e.stack&&l`<details class="stack"><summary>Stack</summary><${ye} value=${e.stack} label="Stack" /></details>`}
  </article>`}function No(e,t){return t.filter(n=>n.icon==="map"&&(n.path===""||e===n.path||e.startsWith(`${n.path}/`))).sort((n,o)=>o.path.length-n.path.length)[0]?.path}var Ae=100,vn=[["failed","Failed first"],["slowest","Slowest"],["index","By index"]],Do=["done","failed","running","paused","stopped","restored"];function bn({model:e,query:t}){let n=e.rows.filter($=>$.icon==="map"),o=t.row??n.find($=>$.path===t.node)?.path??n[0]?.path,i=vn.some(([$])=>$===t.order)?t.order:t.item===void 0?"failed":"index",s=Number.parseInt((t.item??"").split(".").at(-1),10),r=Math.max(0,Number.parseInt(t.offset,10)||(i==="index"&&s>=0?s-s%Ae:0)),a=new URLSearchParams({row:o??"",order:i,offset:String(r),limit:String(Ae)}),c=q(e.summary.status)?2e3:void 0,{value:u,error:f,isLoading:p}=ee(o===void 0?void 0:`runs/${e.key}/items?${a}`,{every:c,again:e.summary.status});if(o===void 0)return l`<div class="page"><${R}>The run has no map.<//></div>`;let h=$=>D.change({row:o,item:void 0,offset:void 0,...$}),d=u?.total??0;return l`<div class="page items">
    <div class="filters">
      <select aria-label="Map" value=${o} onChange=${$=>h({row:$.currentTarget.value,node:$.currentTarget.value})}>
        ${n.map($=>l`<option key=${$.path} value=${$.path}>${T($.label,60)}${$.path?` (${T($.path,60)})`:""}</option>`)}
      </select>
      <${Se} label="Order" value=${i} options=${vn} onChange=${$=>h({order:$})} />
      ${i!=="index"&&s>=0&&l`<button type="button" onClick=${()=>h({order:"index",item:t.item})}>Go to item ${y(s)}</button>`}
    </div>
    ${f&&l`<${R} error=${f} />`}
    ${u===void 0&&!f&&l`<${R} isLoading />`}
    ${u!==void 0&&l`<ul class="counts" aria-label="Items by state" data-total=${d}>
        <li><span class="number strong">${y(d)}</span> items</li>
        ${Do.filter($=>u.counts[$]>0).map($=>l`<li key=${$} class=${`tone-${j($).tone}`}><span class="number strong">${y(u.counts[$])}</span> ${$}</li>`)}
      </ul>
      ${u.items.length===0?l`<${R} isLoading=${p}>No item here.<//>`:l`<div class="table-frame" tabindex="0" role="region" aria-label="Table of items"><table>
            <caption class="unseen">Items of the map</caption>
            <thead><tr><th scope="col" class="number">Item</th><th scope="col">State</th><th scope="col" class="number secondary">Start</th><th scope="col" class="number">Time</th><th scope="col">Label, message</th></tr></thead>
            <tbody>${u.items.map($=>l`<${Po} key=${$.index} item=${$} isWanted=${$.index===s} />`)}</tbody>
          </table></div>`}
      <div class="pager">
        <button type="button" disabled=${r===0} onClick=${()=>h({offset:Math.max(0,r-Ae)||void 0})}>Previous</button>
        <button type="button" data-next disabled=${r+Ae>=d} onClick=${()=>h({offset:r+Ae})}>Next</button>
        <span class="faint number">${y(r+Math.min(1,u.items.length))} to ${y(r+u.items.length)} of ${y(d)}</span>
        <a href=${A(e.key,"tree",{node:o})}>Row in the tree</a>
      </div>`}
  </div>`}function Po({item:e,isWanted:t}){return l`<tr data-item=${e.index} data-state=${e.state} class=${t?"is-selected":""}>
    <td class="number">${y(e.index)}</td>
    <td><${oe} state=${e.state} /></td>
    <td class="number faint secondary">${e.start===void 0||e.start===null?"":`+${B(e.start)}`}</td>
    <td class="number">${e.duration===void 0||e.duration===null?"":B(e.duration)}</td>
    <td class="item-text">${e.label&&l`<${S} value=${e.label} />`} ${e.message&&l`<${S} class="tone-bad" value=${e.message} />`}</td>
  </tr>`}var Fo=200,St=[["","All events"],["nodeError","Errors"],["nodeStart,nodeEnd","Nodes"],["nodeAttemptStart,nodeAttemptEnd","Attempts"],["runStart,runEnd,runResumed,stopRequested","Runs"],["routeDecision","Decisions"],["interrupt","Interrupts"],["cacheHit","Cache"],["nodeProgress,streamingChunk","Progress"],["runStoreError","Store"]],yn={nodeError:"bad",runStoreError:"bad",interrupt:"held",stopRequested:"held",nodeAttemptEnd:"held",runStart:"active",nodeStart:"active",runEnd:"good",nodeEnd:"good",cacheHit:"good"};function xn({model:e,query:t}){let[n,o]=M(!0),i=q(e.summary.status),s=i&&n&&t.before===void 0,r=new URLSearchParams({limit:String(Fo)});for(let b of["before","kind","node","text"])t[b]&&r.set(b,t[b]);let{value:a,error:c,isLoading:u}=ee(`runs/${e.key}/events?${r}`,{every:s?1e3:void 0,again:e.summary.status}),f=b=>D.change({before:void 0,...b}),p=St.some(([b])=>b===(t.kind??""))?St:[...St,[t.kind,T(t.kind,40)]],h=a?.events??[],d=h.at(-1),$=d!==void 0&&d.number>a.oldest;return l`<div class="page log">
    <div class="filters" role="search" aria-label="Filter of events">
      <${pe} label="Filter by text" value=${t.text??""} onChange=${b=>f({text:b||void 0})} />
      <select aria-label="Kind of events" value=${t.kind??""} onChange=${b=>f({kind:b.currentTarget.value||void 0})}>
        ${p.map(([b,g])=>l`<option key=${b} value=${b}>${g}</option>`)}
      </select>
      ${t.node!==void 0&&t.node!==""&&l`<span class="chip">Node <${S} class="mono" value=${t.node} />
        <button type="button" class="quiet" aria-label="Show the events of all nodes" onClick=${()=>f({node:void 0})}>✕</button></span>`}
      ${i&&l`<label class="check"><input type="checkbox" checked=${s} onChange=${b=>(o(b.currentTarget.checked),f({}))} /> Follow the newest</label>`}
    </div>
    ${c&&l`<${R} error=${c} />`}
    ${a!==void 0&&a.missed>0&&l`<p class="faint">The first ${P(a.missed,"event")} of the run are no longer kept.</p>`}
    ${h.length===0?!c&&l`<${R} isLoading=${u&&a===void 0}>No event matches.<//>`:l`<ol class="events" reversed aria-label="Events, newest first">
          ${h.map(b=>l`<${Io} key=${b.number} event=${b} runKey=${e.key} />`)}
        </ol>`}
    <div class="pager">
      ${t.before!==void 0&&l`<button type="button" onClick=${()=>f({})}>Newest</button>`}
      ${$&&l`<button type="button" data-older onClick=${()=>D.change({before:d.number},!1)}>Older</button>`}
      ${h.length>0&&l`<span class="faint number">${y(d.number)} to ${y(h[0].number)} of ${y(a.newest)}</span>`}
    </div>
  </div>`}function Io({event:e,runKey:t}){let n=Object.hasOwn(yn,e.kind)?yn[e.kind]:"faint";return l`<li data-event=${e.number} data-kind=${e.kind}>
    <time class="number faint" dateTime=${e.time} title=${je(e.time)}>${$n(e.time)}</time>
    <span class=${`event-kind tone-${n}`}>${T(e.kind,40)}</span>
    ${e.path?l`<a class="event-path mono" href=${A(t,"tree",{node:e.path})}><${S} value=${e.path} /></a>`:l`<span class="event-path"></span>`}
    <bdi class="event-text">${T(e.text,600)}</bdi>
  </li>`}var kn={node:"📦",map:"🗺️",nested:"🌳"};function Ye(e){return Object.hasOwn(kn,e)?kn[e]:"•"}function xe(e){return e.isTotalGrowing&&ne(e.state)?`${y(e.done)}/…`:e.isTotalAssumed&&(ne(e.state)||e.notStarted>0)?`${y(e.done)}/?`:`${y(e.done)}/${e.isTotalEstimated?"~":""}${y(e.total)}`}function Xe(e){let t=[],n=(o,i,s)=>o>0&&t.push([i(o),s]);return n(e.failed,o=>`${y(o)} failed`,"bad"),ne(e.state)||n(e.notStarted,o=>`${e.isTotalEstimated?"~":""}${y(o)} not started`,"held"),n(e.paused,o=>`${y(o)} paused`,"held"),n(e.stopped,o=>`${y(o)} stopped`,"held"),e.state!=="cached"&&n(e.cached,o=>`${y(o)} cached`,"faint"),n(e.restored,o=>`↺ ${y(o)} restored`,"good"),n(e.retries,o=>P(o,"retry","retries"),"held"),t}function Qe({model:e,row:t,onClose:n,children:o}){let{key:i}=e,s=Xe(t),r=t.icon==="map";return l`<aside class="details" aria-label="Details of the selected node" data-details=${t.path}
    onKeyDown=${a=>a.key==="Escape"&&n()}>
    <header>
      <h2><span aria-hidden="true">${Ye(t.icon)}</span> <${S} value=${t.label} /></h2>
      <button type="button" class="quiet" aria-label="Close the details" onClick=${n}>✕</button>
    </header>
    <dl class="facts">
      <${te} name="State"><${oe} state=${t.state} /><//>
      <${te} name="Done"><span class="number">${xe(t)}</span><//>
      ${t.running>0&&l`<${te} name="Running">${y(t.running)}<//>`}
      ${s.length>0&&l`<${te} name="Of these">${s.map(([a,c],u)=>l`<span key=${u} class=${`remark tone-${c}`}>${a}</span>`)}<//>`}
      ${t.started&&l`<${te} name="Started"><${le} value=${t.started} /><//>`}
      ${t.ended&&l`<${te} name="Ended"><${le} value=${t.ended} /><//>`}
      ${(t.ended||t.elapsed>0||t.started&&ne(t.state))&&l`<${te} name="Time"><${fe} started=${t.started} ended=${t.ended} elapsed=${ne(t.state)?void 0:t.elapsed} isOpen=${ne(t.state)} /><//>`}
      ${ne(t.state)&&t.remaining>0&&l`<${te} name="Remaining">${be(t.remaining)}<//>`}
      ${t.rate>0&&l`<${te} name="Rate">${Ke(t.rate)}<//>`}
      ${t.item&&l`<${te} name="Running item"><${S} value=${t.item} /><//>`}
      ${t.isInLoop&&l`<${te} name="Loop">part of a loop<//>`}
      <${te} name="Path"><${S} class="mono" value=${t.path||"(the run itself)"} /><//>
    </dl>
    ${t.failure&&l`<h3>First failure</h3><${ye} class="tone-bad" value=${t.failure} label="First failure" />`}
    ${o}
    <nav class="links" aria-label="More about this node">
      <a href=${A(i,"tree",{node:t.path})}>Tree</a>
      <a href=${A(i,"picture",{node:t.path})}>Picture</a>
      <a href=${A(i,"timeline",{node:t.path})}>Timeline</a>
      <a href=${A(i,"log",{node:t.path})}>Log</a>
      ${t.failed>0&&l`<a href=${A(i,"failures",{node:t.path})}>Failures</a>`}
      ${r&&l`<a href=${A(i,"items",{row:t.path,node:t.path})}>Items</a>`}
    </nav>
  </aside>`}function te({name:e,children:t}){return l`<div><dt>${e}</dt><dd>${t}</dd></div>`}var Tt=150;function wn(e){let[t,n]=M({layout:e,shown:Tt}),o=t.layout===e?t.shown:Tt,i=e?Math.max(e.nodes.length,e.edges.length/2):0;return C(()=>{if(o<i){let s=requestAnimationFrame(()=>n({layout:e,shown:o+Tt}));return()=>cancelAnimationFrame(s)}},[e,o]),o>=i?1/0:o}function Sn(e,t){let[n,o]=M({isBusy:!0});return C(()=>{o(s=>({...s,isBusy:!0}));let i=new Worker(new URL("layout.js",import.meta.url),{type:"module"});return i.onmessage=s=>{o({layout:s.data,isBusy:!1}),i.terminate()},i.onerror=()=>o({isBusy:!1,error:new Error("The graph could not be laid out.")}),i.postMessage({nodes:e.nodes,edges:e.edges,direction:t}),()=>i.terminate()},[e,t]),n}function Le(e){let[t,n]=M({width:0,height:0});return C(()=>{let o=new ResizeObserver(([i])=>{let{width:s,height:r}=i.contentRect;n(a=>a.width===s&&a.height===r?a:{width:s,height:r})});return o.observe(e.current),()=>o.disconnect()},[]),t}var Re=class extends ie{shouldComponentUpdate(t){return t.node!==this.props.node||!Ho(t.row,this.props.row)||t.isSelected!==this.props.isSelected}render({node:t,row:n,isGroup:o,isSelected:i}){let s=n?j(n.state):{sign:"",tone:"none"},{x:r,y:a,width:c,height:u}=t,f=c/2,p=t.isMapped?" ×n":"";return l`<g class=${`shape kind-${t.kind} fill-${s.tone} ${o?"is-group":""} ${i?"is-selected":""}`}
      transform=${`translate(${r},${a})`} data-node=${t.path} data-state=${n?.state}>
      <title>${`${t.title}${n?`: ${re(n.state)}, ${xe(n)}`:""}`}</title>
      ${t.isMapped&&!o&&l`<rect class="outline behind" x="4" y="4" width=${c} height=${u} rx="6" />`}
      <${Bo} kind=${o?"function":t.kind} width=${c} height=${u} />
      ${t.isGraph&&!o&&l`<rect class="inner" x="3" y="3" width=${c-6} height=${u-6} rx="4" />`}
      ${o?l`<text class="name" x="12" y="19">${t.name}${p}<tspan class="state-text" dx="8">${Tn(n,s)}</tspan></text>`:l`<text class="name" x=${f} y=${u/2-3} text-anchor="middle">${t.name}${p}</text>
            <text class="state-text" x=${f} y=${u/2+14} text-anchor="middle">${Tn(n,s)}</text>`}
      ${t.isGraph&&l`<g class="toggle" data-toggle=${t.path} transform=${`translate(${c-20},${o?6:u/2-8})`}>
        <title>${o?"Collapse":"Expand"}</title><rect width="16" height="16" rx="3" /><path d=${o?"M4 8 H12":"M4 8 H12 M8 4 V12"} /></g>`}
    </g>`}};function Tn(e,t){if(!e)return"";let n=e.failed>0&&e.total>1?` · ${y(e.failed)} ✗`:"",o=e.total>1||e.icon==="map"?`${xe(e)}${n}`:re(e.state);return`${t.sign} ${o}`}function Ho(e,t){return e===t||!!(e?.isSum&&t?.isSum&&e.state===t.state&&e.done===t.done&&e.total===t.total&&e.failed===t.failed)}function Bo({kind:e,width:t,height:n}){return e==="ifElse"||e==="route"?l`<polygon class="outline" points=${`0,${n/2} ${t/2},0 ${t},${n/2} ${t/2},${n}`} />`:e==="interrupt"?l`<polygon class="outline" points=${`0,${n/2} 16,0 ${t-16},0 ${t},${n/2} ${t-16},${n} 16,${n}`} />`:l`<rect class="outline" width=${t} height=${n} rx="6" />`}var qe=class extends ie{shouldComponentUpdate(t){return t.edge!==this.props.edge||t.isNear!==this.props.isNear}render({edge:t,isNear:n}){let o=t.labelAt;return l`<g class=${`edge ${t.isBranch?"is-branch":""} ${t.isBack?"is-back":""} ${n?"is-near":""}`}>
      <path d=${Uo(t.points)} marker-end="url(#arrow)" />
      ${o&&l`<text x=${o.x} y=${o.y} text-anchor="middle" dominant-baseline="central">${t.label}</text>`}
    </g>`}};function Uo(e){if(e.length===0)return"";let t=({x:o,y:i})=>`${Math.round(o)},${Math.round(i)}`,n=`M${t(e[0])}`;for(let o=1;o<e.length-1;o++){let i=o===e.length-2?e[o+1]:{x:(e[o].x+e[o+1].x)/2,y:(e[o].y+e[o+1].y)/2};n+=` Q${t(e[o])} ${t(i)}`}return e.length<=2?`${n} L${t(e.at(-1))}`:n}var zo=6.8,Ln=46;function Lt(e){return(e.nodes??[]).reduce((t,n)=>t+1+Lt(n),0)}function Mt(e){return(e.nodes??[]).flatMap(t=>t.nodes?.length?[t.path,...Mt(t)]:[])}function En(e,t,n){let o=0;return{nodes:s(e.nodes??[]),edges:Mn(e),size:o};function s(r){return r.map(a=>{let c=!!a.nodes?.length,u=c&&t.has(a.path),f=T(a.name,28),p=Math.max(Vo(a.isMapped?`${f} ×n`:f),Wo(n({...a,isGraph:c}))*zo),h=Ko(a.kind,p,c),d={path:a.path,name:f,title:T(a.name,200),kind:a.kind,isMapped:a.isMapped===!0,isGraph:c,isExpanded:u,order:o++,...h};return u&&(d.nodes=s(a.nodes),d.edges=Mn(a)),d})}}function Mn(e){return(e.edges??[]).map(t=>({...t,label:t.label?T(t.label,24):void 0}))}var Je;function Vo(e){return Je===void 0&&(Je=document.createElement("canvas").getContext("2d"),Je.font="600 13px system-ui, sans-serif"),Je.measureText(e).width+6}function Wo(e){let t=e?.total??0;return t>1?2*y(t).length+4+(t>9?6:0):12}function Ko(e,t,n){return e==="ifElse"||e==="route"?{width:t*1.5+40,height:Ln+24}:{width:t+(e==="interrupt"?48:n?52:24),height:Ln}}function Cn(e){let t=new Map,n=new Map;e.forEach((a,c)=>{let u=a.icon==="map"?n:t;u.has(a.path)||u.set(a.path,c)});let o=new Map;return{of:i,find:s};function i(a,c){let u=(a.isMapped?n.get(a.path):void 0)??t.get(a.path)??n.get(a.path);return u!==void 0?c[u]:a.isGraph?r(a.path,c):void 0}function s(a,c){let u=a===void 0?void 0:n.get(a)??t.get(a);return u===void 0?void 0:c[u]}function r(a,c){let u=o.get(a);if(u===void 0&&(u=[],e.forEach((b,g)=>b.path.startsWith(`${a}/`)&&b.icon!=="map"&&u.push(g)),o.set(a,u)),u.length===0)return;let f=u.map(b=>c[b]),p=b=>f.some(g=>g.state===b),h=f.every(b=>b.ended||["done","cached","restored","skipped"].includes(b.state)),d=p("running")||p("retrying")?"running":p("failed")?"failed":p("partial")?"partial":p("paused")?"paused":p("stopped")?"stopped":h?"done":f.some(b=>b.done>0)?"running":"pending",$=b=>f.reduce((g,_)=>g+(_[b]??0),0);return{state:d,done:f.filter(b=>b.done>0&&b.done>=b.total).length,total:f.length,failed:$("failed"),isSum:!0}}}var Ze=class{constructor(){this.x=0,this.y=0,this.scale=1,this.wasDragged=!1}attach(t,n){this.frame=t,this.svg=n;let o=new Map,i=new AbortController,s=(a,c,u={})=>t.addEventListener(a,c,{signal:i.signal,...u});s("wheel",a=>{a.preventDefault();let c=a.deltaMode===1?16:1;this.zoom(Math.exp(-a.deltaY*c*.0015),this.at(a))},{passive:!1}),s("pointerdown",a=>{a.button===0&&(o.set(a.pointerId,this.at(a)),this.wasDragged=!1)}),s("pointermove",a=>{let c=o.get(a.pointerId);if(c===void 0)return;let u=this.at(a),f=[...o.entries()].filter(([p])=>p!==a.pointerId);if(f.length===1){let p=f[0][1];this.zoom(Et(u,p)/Math.max(1,Et(c,p)),p),this.wasDragged=!0}else{if(!this.wasDragged&&Et(c,u)<4)return;this.wasDragged||(this.wasDragged=!0,t.setPointerCapture(a.pointerId)),this.move(u.x-c.x,u.y-c.y)}o.set(a.pointerId,u)});let r=a=>o.delete(a.pointerId);return s("pointerup",r),s("pointercancel",r),()=>i.abort()}at(t){let n=this.frame.getBoundingClientRect();return{x:t.clientX-n.left,y:t.clientY-n.top}}move(t,n){this.x+=t,this.y+=n,this.apply()}zoom(t,n={x:this.frame.clientWidth/2,y:this.frame.clientHeight/2}){let o=Math.min(4,Math.max(.02,this.scale*t)),i=o/this.scale;this.x=n.x-(n.x-this.x)*i,this.y=n.y-(n.y-this.y)*i,this.scale=o,this.apply()}fit(t,n){if(!t||n.width===0)return;let o=16;this.scale=Math.max(.02,Math.min(1.25,(n.width-o)/(t.width||1),(n.height-o)/(t.height||1))),this.x=(n.width-t.width*this.scale)/2,this.y=(n.height-t.height*this.scale)/2,this.apply()}reveal(t,n){this.scale=Math.max(this.scale,.7),this.x=n.width/2-(t.x+t.width/2)*this.scale,this.y=t.height*this.scale>n.height?20-t.y*this.scale:n.height/2-(t.y+t.height/2)*this.scale,this.apply()}apply(){this.svg.parentElement.classList.toggle("is-far",this.scale<.3),this.svg.style.transform=`translate(${this.x.toFixed(1)}px,${this.y.toFixed(1)}px) scale(${this.scale.toFixed(4)})`}};function Et(e,t){return Math.hypot(e.x-t.x,e.y-t.y)}var jo=150;function On({model:e,query:t}){let{value:n,error:o,isLoading:i}=ee(`runs/${e.key}/graph`,{again:e.structure}),s=H(()=>n&&JSON.stringify(n),[n]),r=H(()=>n,[s]);return r===void 0?l`<div class="page"><${R} error=${o} isLoading=${i}>There is no picture.<//></div>`:l`<${Go} graph=${r} model=${e} query=${t} />`}function Go({graph:e,model:t,query:n}){let o=H(()=>Lt(e),[e]),i=H(()=>Mt(e),[e]),[s,r]=M(()=>Yo(i,o,n.node)),[a,c]=M("TB"),u=H(()=>Cn(t.rows),[t.structure,t.rows]),f=H(()=>En(e,s,v=>u.of(v,t.rows)),[e,s]),{layout:p,isBusy:h,error:d}=Sn(f,a),$=X(null),b=X(null),g=Le(b),_=H(()=>new Ze,[]);C(()=>_.attach(b.current,$.current),[_]),C(()=>{if(p&&g.width>0){_.fit(p,g);let v=p.nodes.find(m=>m.path===n.node);v&&_.reveal(v,g)}},[p,g.width>0,g.height>0]);let x=u.find(n.node,t.rows),L=wn(p),E=!h&&L>=(p?.nodes.length??0),G=i.length>0;return l`<div class="beside">
    <div class="picture-side">
      <div class="filters">
        <${pe} label="Find a node" value="" onChange=${z} />
        <div class="segments" role="group" aria-label="Zoom">
          <button type="button" aria-label="Larger" title="Larger (+)" onClick=${()=>_.zoom(1.3)}>+</button>
          <button type="button" aria-label="Smaller" title="Smaller (-)" onClick=${()=>_.zoom(1/1.3)}>−</button>
          <button type="button" data-fit title="All (0)" onClick=${()=>_.fit(p,g)}>Fit</button>
        </div>
        <button type="button" aria-label=${a==="TB"?"Draw from left to right":"Draw from top to bottom"} title="Direction" onClick=${()=>c(a==="TB"?"LR":"TB")}>
          <span aria-hidden="true">${a==="TB"?"→":"↓"}</span></button>
        ${G&&l`<div class="segments" role="group" aria-label="Nested graphs">
          <button type="button" onClick=${()=>r(new Set(i))}>Expand all</button>
          <button type="button" onClick=${()=>r(new Set)}>Collapse all</button>
        </div>`}
        <span class="faint" role="status" data-layout=${E?"done":"busy"}>${E?`${y(o)} nodes`:`Laying out ${y(f.size)} nodes…`}</span>
      </div>
      <div class="picture" ref=${b} tabindex="0" role="application" aria-roledescription="picture"
        aria-label="Picture of the graph. The tree shows the same as text. Arrow keys move it, plus and minus zoom, brackets go from node to node."
        onKeyDown=${V} onClick=${se}>
        ${d&&l`<${R} error=${d} />`}
        <svg ref=${$} class=${p?.edges.length>300?"is-dense":void 0} width=${Math.ceil(p?.width??1)} height=${Math.ceil(p?.height??1)} aria-hidden="true" focusable="false">
          <defs>
            <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 L8 4 L0 8 Z" /></marker>
          </defs>
          <g>
            ${p?.groups.map(v=>l`<${Re} key=${`g${v.path}`} node=${v} row=${u.of(v,t.rows)} isGroup isSelected=${v.path===n.node} />`)}
            ${p?.edges.slice(0,2*L).map((v,m)=>l`<${qe} key=${m} edge=${v} isNear=${n.node!==void 0&&(v.from===n.node||v.to===n.node)} />`)}
            ${p?.nodes.slice(0,L).map(v=>l`<${Re} key=${v.path} node=${v} row=${u.of(v,t.rows)} isSelected=${v.path===n.node} />`)}
          </g>
        </svg>
      </div>
      <p class="unseen" role="status">${n.node!==void 0&&`Selected: ${T(n.node,200)}`}</p>
    </div>
    ${n.node!==void 0&&x&&l`<${Qe} model=${t} row=${x} onClose=${()=>U(void 0)} />`}
    ${n.node!==void 0&&!x&&l`<aside class="details" aria-label="Details of the selected node"><header><h2><${S} value=${n.node} /></h2>
      <button type="button" class="quiet" aria-label="Close the details" onClick=${()=>U(void 0)}>✕</button></header><p class="faint">No row of this run belongs to it alone.</p></aside>`}
  </div>`;function U(v){D.change({node:v,item:void 0})}function J(v){let m=new Set(s);m.delete(v)||m.add(v),r(m)}function z(v){let m=v.toLowerCase(),w=m&&p?[...p.nodes,...p.groups].find(O=>O.path.toLowerCase().includes(m)):void 0;w&&(U(w.path),_.reveal(w,g))}function se(v){if(_.wasDragged)return;let m=v.target.closest("[data-toggle]"),w=v.target.closest("[data-node]");m?J(m.dataset.toggle):w&&U(w.dataset.node)}function V(v){if(!he(v))return;let m=60,w={"+":()=>_.zoom(1.3),"=":()=>_.zoom(1.3),"-":()=>_.zoom(1/1.3),0:()=>_.fit(p,g),ArrowLeft:()=>_.move(m,0),ArrowRight:()=>_.move(-m,0),ArrowUp:()=>_.move(0,m),ArrowDown:()=>_.move(0,-m),"]":()=>k(1),"[":()=>k(-1),Enter:()=>i.includes(n.node)&&J(n.node),Escape:()=>U(void 0)};Object.hasOwn(w,v.key)&&(v.preventDefault(),w[v.key]())}function k(v){let m=p?[...p.groups,...p.nodes].sort((Y,ce)=>Y.order-ce.order):[],w=m.findIndex(Y=>Y.path===n.node),O=m[w<0?0:(w+v+m.length)%m.length];O&&(U(O.path),_.reveal(O,g))}}function Yo(e,t,n){return new Set(t<=jo?e:e.filter(o=>n?.startsWith(`${o}/`)))}function An(e){try{let t=JSON.parse(e);return{value:t,kind:Xo(t)}}catch{return{value:e,kind:"text"}}}function Xo(e){return e===null?"null":Array.isArray(e)?"a JSON array":{string:"text",number:"a number",boolean:"a truth value"}[typeof e]??"a JSON object"}function Rn({model:e}){let{value:t}=Q(K),{value:n,error:o,isLoading:i,reload:s}=ee(`runs/${e.key}/stored`,{again:`${e.summary.status} ${e.summary.questions}`});if(n===void 0)return l`<div class="page"><${R} error=${o} isLoading=${i}>The store does not have this run.<//></div>`;let{questions:r=[],executions:a=[],lineage:c=[]}=n;return l`<div class="page questions">
    <section aria-labelledby="questions-title">
      <h2 id="questions-title">Open questions</h2>
      ${o&&l`<${R} error=${o} />`}
      ${r.length===0&&l`<p class="note">No open question.</p>`}
      ${r.map(u=>l`<${Qo} key=${u.key} question=${u} model=${e} canAnswer=${t.canAnswer} onAnswered=${s} />`)}
      ${r.length>0&&!t.canAnswer&&l`<p class="faint">This page may not answer. In a terminal: <code>hypergraph runs answer</code>.</p>`}
    </section>
    ${c.length>0&&l`<section aria-labelledby="lineage-title">
      <h2 id="lineage-title">Lineage</h2>
      <ol class="lineage">
        ${c.map(u=>l`<li key=${u.key} class=${`is-${u.relation}`} data-relation=${u.relation}>
            ${u.relation==="self"?l`<span aria-current="true"><${S} class="strong" value=${u.workflow} /></span>`:l`<a href=${A(u.key,u.key.startsWith("stored:")?"questions":"tree")}><${S} value=${u.workflow} /></a>`}
            <${oe} state=${u.status} /><span class="faint">${u.relation==="self"?"this run":T(u.relation,20)}</span>
          </li>`)}
      </ol>
    </section>`}
    <section aria-labelledby="executions-title">
      <h2 id="executions-title">Stored executions</h2>
      ${a.length===0&&l`<p class="note">Nothing is stored yet.</p>`}
      ${a.length>0&&l`<div class="table-frame" tabindex="0" role="region" aria-label="Table of executions"><table>
        <caption class="unseen">Stored executions</caption>
        <thead><tr><th scope="col">Execution</th><th scope="col">Stored</th><th scope="col">Values</th></tr></thead>
        <tbody>${a.map(u=>l`<tr key=${u.key}>
            <td class="mono"><${S} value=${u.key} /></td>
            <td><${oe} state=${u.kind} /></td>
            <td class="item-text">${u.error&&l`<${S} class="tone-bad" value=${u.error} />`}
              ${u.values&&Object.entries(u.values).map(([f,p])=>l`<div key=${f}><${S} class="faint" value=${f} />${": "}<${S} class="mono" value=${p} /></div>`)}</td>
          </tr>`)}</tbody>
      </table></div>`}
      ${n.omitted>0&&l`<p class="faint">${P(n.omitted,"more execution")} not shown.</p>`}
    </section>
  </div>`}function Qo({question:e,model:t,canAnswer:n,onAnswered:o}){return l`<article class="question" data-question=${e.key} aria-label=${`Question of ${T(e.node,80)}`}>
    <p><span aria-hidden="true">‖ </span><${S} class="strong" value=${e.node} />
      ${e.items&&l` <span class="faint">item ${T(e.items,60)}</span>`}
      <span class="faint"> asks for </span><${S} class="mono" value=${e.answer} /><span class="faint"> of type </span><${S} class="mono" value=${e.type} /></p>
    ${e.question!==void 0&&e.question!==null&&l`<${ye} value=${e.question} label="Question" />`}
    ${n&&l`<${qo} question=${e} model=${t} onAnswered=${o} />`}
  </article>`}function qo({question:e,model:t,onAnswered:n}){let[o,i]=M(""),[s,r]=M(),[a,c]=M("open"),u=An(o);async function f(p){p.preventDefault(),c("sending"),r(void 0);try{await We(`runs/${t.key}/answer`,{key:e.key,value:u.value}),c("sent"),n()}catch(h){r(h),c("open")}}return a==="sent"?l`<p class="tone-good" role="status">✓ The answer is stored. Resume the run to use it.</p>`:l`<form class="answer" onSubmit=${f}>
    <label>Answer
      <textarea rows="2" value=${o} spellcheck=${!1} maxlength="1000000" onInput=${p=>i(p.currentTarget.value)}
        onKeyDown=${p=>p.key==="Enter"&&(p.ctrlKey||p.metaKey)&&o.trim()!==""&&f(p)}></textarea></label>
    <div class="buttons">
      <span class="faint" role="status">${o.trim()===""?"JSON, or plain text":`Sent as ${u.kind}`}</span>
      <button type="submit" class="primary" disabled=${a==="sending"||o.trim()===""}>Answer</button>
    </div>
    ${s&&l`<${R} error=${s} />`}
  </form>`}function Ct(e){let t=new Uint32Array(e.length),n=new Uint32Array(e.length),o=new Int32Array(e.length).fill(-1),i=[];for(let r=0;r<e.length;r++){for(;i.length>0&&i.at(-1).level>e[r].level;)s(i.pop());(i.length===0||i.at(-1).level<e[r].level)&&i.push({level:e[r].level,members:[],parent:i.at(-1)?.members.at(-1)??-1});let a=i.at(-1);a.members.push(r),t[r]=a.members.length,o[r]=a.parent}return i.forEach(s),{position:t,size:n,parent:o};function s(r){for(let a of r.members)n[a]=r.members.length}}function et(e,t){let n,o,i=500;function s(){let r=n=new EventSource(e);r.onopen=()=>{i=500,t.state("open")},r.onerror=()=>{t.state("lost"),r.readyState===EventSource.CLOSED&&(o=setTimeout(s,i*(.8+.2*Math.random())),i=Math.min(5e3,i*2))};for(let[a,c]of Object.entries(t.events))r.addEventListener(a,u=>c(JSON.parse(u.data)));r.addEventListener("end",()=>{r.close(),t.state("ended")})}return s(),()=>{clearTimeout(o),n?.close()}}var tt=class extends W{constructor(t){super(),this.key=t,this.isStored=t.startsWith("stored:"),this.summary=void 0,this.rows=[],this.places=Ct([]),this.structure=0,this.isUnknown=!1}open(){return this.isStored?this.openStored():this.openLive()}openLive(){return et(`api/runs/${this.key}/stream`,{state:t=>{ae.set(t),t==="lost"&&this.summary===void 0&&this.checkExists()},events:{run:t=>{ke(t.time),this.isUnknown=!1,this.summary=t.summary,this.rows=t.rows,this.places=Ct(this.rows),this.structure++,this.changed()},change:t=>{ke(t.time),this.summary=t.summary??this.summary;for(let[n,o]of t.rows??[])this.rows[n]=o;this.changed()}}})}openStored(){ae.set("open");let t=new AbortController;return ve(`runs/${this.key}/stored`,{signal:t.signal}).then(n=>{this.summary=n.summary,this.changed()},n=>{t.signal.aborted||(this.isUnknown=!0,this.changed())}),()=>t.abort()}async checkExists(){try{await ve(`runs/${this.key}/events?limit=1`)}catch(t){this.isUnknown=t instanceof ge&&t.status===404,this.changed()}}indexOf(t){return t===void 0?-1:this.rows.findIndex(n=>n.path===t)}};function Nn({summary:e}){let[t,n]=M(!1),[o,i]=M(!1);return l`
    <button type="button" class="danger" disabled=${o} onClick=${()=>n(!0)}>${o?"Stopping…":"Stop"}</button>
    ${t&&l`<${Jo} summary=${e} onClose=${()=>n(!1)} onStop=${()=>i(!0)} />`}`}function Jo({summary:e,onClose:t,onStop:n}){let[o,i]=M(""),[s,r]=M(),[a,c]=M(!1);async function u(f){f.preventDefault(),c(!0);try{await We(`runs/${e.key}/stop`,o?{reason:o}:{}),n(),t()}catch(p){r(p),c(!1)}}return l`<${Ge} title="Stop the run?" onClose=${t}>
    <form onSubmit=${u}>
      <p>No further node of <bdi>${T(e.graph,80)}</bdi> will begin. Nodes in flight may end.</p>
      <label>Reason, if you want to give one
        <input type="text" value=${o} maxlength="500" onInput=${f=>i(f.currentTarget.value)} /></label>
      ${s&&l`<${R} error=${s} />`}
      <div class="buttons">
        <button type="button" onClick=${t}>Keep it running</button>
        <button type="submit" class="danger" disabled=${a}>Stop the run</button>
      </div>
    </form>
  <//>`}function Dn({timeline:e,model:t}){let n=e.critical??[];if(n.length===0)return null;let o=n.reduce((s,r)=>s+Math.max(0,r.end-r.start),0),i=n.reduce((s,r)=>s+(r.waited??0),0);return l`<section aria-labelledby="critical-title">
    <h2 id="critical-title">Critical path</h2>
    <p class="faint">${P(n.length,"execution")}: ${B(o)} of work${i>0?`, ${B(i)} of waiting`:""}. ${e.omitted===0?"Only shorter work here makes the run shorter.":"It has only the executions that are drawn, which are the first ones."}</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Table of the critical path"><table>
      <caption class="unseen">Executions of the critical path, first to last</caption>
      <thead><tr><th scope="col">Node</th><th scope="col">Item</th><th scope="col" class="number">Start</th><th scope="col" class="number">Waited</th><th scope="col" class="number">Time</th></tr></thead>
      <tbody>${n.map((s,r)=>l`<tr key=${r} data-critical=${s.path}>
          <td><a class="mono" href=${A(t.key,"tree",{node:s.path})}><${S} value=${s.path} /></a></td>
          <td>${s.items?T(s.items,40):""}</td>
          <td class="number">+${B(s.start)}</td>
          <td class="number">${s.waited>0?B(s.waited):""}</td>
          <td class="number">${B(s.end-s.start)}</td>
        </tr>`)}</tbody>
    </table></div>
  </section>`}function Fn(e){let t=new Map((e.critical??[]).map(s=>[Pn(s.path,s.items,s.start),s])),n=0,o=0;return{lanes:e.lanes.map(s=>{let r=[],a=[...s.spans].sort((p,h)=>p.start-h.start).map(p=>{let h=r.findIndex(d=>d<=p.start);return h<0&&(h=Math.min(r.length,7)),r[h]=Math.max(r[h]??0,p.end??1/0),{...p,path:s.path,track:h,critical:t.get(Pn(s.path,p.items,p.start))}});o+=a.length;let c=Math.max(1,r.length),u=Math.max(22,c*9+6),f={path:s.path,spans:a,top:n,height:u,trackHeight:(u-6)/c};return n+=u,f}),height:n,spans:o}}function Pn(e,t,n){return`${n} ${t??""} ${e}`}var me=24,Zo=2e4,es=["active","good","bad","held","faint","partial"];function In(e,t){let{width:n,height:o,labels:i,scale:s,left:r,top:a,lanes:c,length:u,selected:f}=t,p=Math.min(3,devicePixelRatio||1);e.width=Math.round(n*p),e.height=Math.round(o*p),e.style.width=`${n}px`,e.style.height=`${o}px`;let h=e.getContext("2d");h.scale(p,p);let d=rs(e),$=g=>i+(g-r)*s;os(h,t,d,$),h.save(),h.beginPath(),h.rect(0,me,n,o-me),h.clip(),h.font="12px system-ui, sans-serif",h.textBaseline="middle";let b=0;for(let g of c.lanes){let _=me+g.top-a;_+g.height<me||_>o||(g.path===f&&(h.fillStyle=d.selected,h.fillRect(0,_,n,g.height)),h.fillStyle=d.line,h.fillRect(0,_+g.height-1,n,1),b=ts(h,t,g,_,d,$,b),h.fillStyle=g.path===f?d.selected:d.surface,h.fillRect(0,_,i-1,g.height-1),h.fillStyle=d.text,h.fillText(as(h,T(g.path,120),i-14),6,_+g.height/2))}h.restore(),h.fillStyle=d.line,h.fillRect(i-1,0,1,o)}function ts(e,t,n,o,i,s,r){let{width:a,labels:c,scale:u,left:f,length:p}=t,h=f+(a-c)/u,d=[];for(let $ of n.spans){let b=$.end??p;if(b<f||$.start>h||r>Zo)continue;let g=Math.max(c,s($.start)),_=Math.max(g+1.5,Math.min(a,s(b)));if(_<=d[$.track]&&!$.critical&&$.state!=="failed")continue;d[$.track]=_,r++;let x=o+3+$.track*n.trackHeight,L=Math.max(2,n.trackHeight-1.5),{tone:E}=j($.state);if(e.fillStyle=i[E],e.fillRect(g,x,_-g,L),(E==="bad"||E==="partial")&&ns(e,g,x,_-g,L,i.surface),($.end===void 0||$.end===null)&&(e.fillStyle=i.text,e.fillRect(_-2,x,2,L)),$.critical&&(e.strokeStyle=i.critical,e.lineWidth=2,e.strokeRect(g+1,x,Math.max(1,_-g-2),L),$.critical.waited>0)){let G=Math.max(c,s($.start-$.critical.waited));e.setLineDash([3,3]),e.beginPath(),e.moveTo(G,x+L/2),e.lineTo(g,x+L/2),e.stroke(),e.setLineDash([])}}return r}function ns(e,t,n,o,i,s){if(!(o<5)){e.save(),e.beginPath(),e.rect(t,n,o,i),e.clip(),e.strokeStyle=s,e.lineWidth=1.2,e.beginPath();for(let r=t-i;r<t+o;r+=6)e.moveTo(r,n+i),e.lineTo(r+i,n);e.stroke(),e.restore()}}function os(e,{width:t,height:n,labels:o,scale:i,left:s},r,a){let c=is(90/i);e.font="11px system-ui, sans-serif",e.textBaseline="middle";for(let u=Math.ceil(s/c)*c;a(u)<t;u+=c){let f=Math.round(a(u));e.fillStyle=r.line,e.fillRect(f,0,1,n);let p=u===0?"0":ss(u,c);f+4+e.measureText(p).width<t&&(e.fillStyle=r.faint,e.fillText(p,f+4,me/2))}e.fillStyle=r.line,e.fillRect(0,me-1,t,1)}function ss(e,t){return t<1?`${e.toFixed(2)} ms`:t<100&&e>=1e3?`${(e/1e3).toFixed(3)} s`:B(e+.001)}function is(e){for(let t of[.05,.1,.5,1,2,5,10,20,50,100,200,500,1e3,2e3,5e3,1e4,3e4,6e4,3e5,6e5,18e5,36e5,216e5])if(t>=e)return t;return Math.ceil(e/864e5)*864e5}function as(e,t,n){if(e.measureText(t).width<=n)return t;let o=0,i=t.length;for(;o<i;){let s=o+i>>1;e.measureText("…"+t.slice(s)).width>n?o=s+1:i=s}return"…"+t.slice(o)}function rs(e){let t=document.createElement("span");e.parentElement.append(t);let n=i=>(t.style.color=`var(--${i})`,getComputedStyle(t).color),o=Object.fromEntries(["text","line","surface","selected","critical"].map(i=>[i,n(i)]));for(let i of es)o[i]=n(i);return t.remove(),o}function Hn({lanes:e,labels:t,scale:n,left:o,top:i,length:s},r,a){if(r<t||a<me)return;let c=a-me+i,u=e.lanes.find(d=>c>=d.top&&c<d.top+d.height),f=o+(r-t)/n,p=2/n,h=u&&Math.floor((c-u.top-3)/u.trackHeight);return u?.spans.find(d=>d.track===h&&d.start-p<=f&&(d.end??s)+p>=f)}function Bn({timeline:e,selected:t}){let n=X(null),o=X(null),i=Le(n),s=ls(e),r=H(()=>Fn(e),[e]),[a,c]=M({zoom:1,left:0,top:0}),[u,f]=M(),[,p]=M(0),h=X(void 0),d=i.width<600?92:Math.min(240,Math.max(140,i.width*.16)),$=Math.max(1,i.width-d),b=$/s*a.zoom,g=Ne(a.left,0,Math.max(0,s-s/a.zoom)),_=Ne(a.top,0,Math.max(0,r.height-(i.height-24))),x={timeline:e,lanes:r,labels:d,scale:b,left:g,top:_,length:s,selected:t,width:i.width,height:i.height};C(()=>{let k=()=>p(m=>m+1),v=matchMedia("(prefers-color-scheme: dark)");return addEventListener("themechange",k),v.addEventListener("change",k),()=>{removeEventListener("themechange",k),v.removeEventListener("change",k)}},[]),C(()=>{i.width>0&&In(o.current,x)}),C(()=>{let k=r.lanes.find(v=>v.path===t);k&&i.height>0&&(k.top<_||k.top+k.height>_+i.height-24)&&c(v=>({...v,top:Math.max(0,k.top-40)}))},[t,i.height>0]);let L=(k,v=d+$/2)=>{let m=Ne(a.zoom*k,1,Math.max(1,s*20)),w=g+(v-d)/b;c({...a,zoom:m,left:w-(v-d)/($/s*m),top:_})},E=(k,v)=>c({...a,left:g-k/b,top:_-v});C(()=>{let k=n.current,v=m=>{if(m.ctrlKey||m.shiftKey)m.preventDefault(),L(Math.exp(-(m.deltaY||m.deltaX)*.002),m.clientX-k.getBoundingClientRect().left);else if(r.height>i.height-24||a.zoom>1){let w=`${g} ${_}`,O={left:Ne(g+m.deltaX/b,0,s-s/a.zoom),top:Ne(_+m.deltaY,0,Math.max(0,r.height-(i.height-24)))};`${O.left} ${O.top}`!==w&&(m.preventDefault(),c({...a,...O}))}};return k.addEventListener("wheel",v,{passive:!1}),()=>k.removeEventListener("wheel",v)});let G=Math.min(Math.max(120,r.height+32),Math.max(260,innerHeight-330));return l`<div>
    <div class="filters">
      <div class="segments" role="group" aria-label="Zoom">
        <button type="button" aria-label="Larger" title="Larger (+)" onClick=${()=>L(1.6)}>+</button>
        <button type="button" aria-label="Smaller" title="Smaller (-)" onClick=${()=>L(1/1.6)}>−</button>
        <button type="button" title="All (0)" onClick=${()=>c({zoom:1,left:0,top:0})}>Fit</button>
      </div>
      <ul class="legend" aria-label="Legend">
        <li><span class="swatch tone-active"></span>running</li><li><span class="swatch tone-good"></span>done</li><li><span class="swatch tone-bad is-striped"></span>failed</li>
        <li><span class="swatch tone-held"></span>held</li><li><span class="swatch is-critical"></span>critical path</li><li><span class="swatch is-waiting"></span>waiting</li>
      </ul>
    </div>
    <div class="chart" ref=${n} tabindex="0" role="application" aria-roledescription="timeline" style=${{height:`${G}px`}}
      aria-label=${`Timeline of ${P(r.lanes.length,"node")} in ${B(s)}. The table below lists the critical path. Arrow keys move, plus and minus zoom.`}
      data-lanes=${r.lanes.length} data-spans=${r.spans} onKeyDown=${V} onPointerDown=${J} onPointerMove=${z} onPointerUp=${se} onPointerLeave=${()=>f(void 0)}>
      <canvas ref=${o} aria-hidden="true"></canvas>
      ${u&&l`<div class="hint" style=${{left:`${Math.max(4,Math.min(u.x+12,i.width-260))}px`,top:`${Math.min(u.y+14,i.height-60)}px`}}>
        <${S} class="strong" value=${u.path} />${u.items&&l`<span> item ${T(u.items,40)}</span>`}<br />
        ${re(u.state)} ${B((u.end??s)-u.start)}, from +${B(u.start)}</div>`}
    </div>
  </div>`;function U(k){let v=n.current.getBoundingClientRect();return{x:k.clientX-v.left,y:k.clientY-v.top}}function J(k){k.button===0&&(h.current={...U(k),isMoved:!1})}function z(k){let v=U(k),m=h.current;if(m===void 0){let w=Hn(x,v.x,v.y);f(w&&{...w,...v});return}(m.isMoved||Math.hypot(v.x-m.x,v.y-m.y)>4)&&(n.current.setPointerCapture(k.pointerId),E(v.x-m.x,v.y-m.y),h.current={...v,isMoved:!0})}function se(k){let v=h.current;if(h.current=void 0,v&&!v.isMoved){let{y:m}=U(k),w=m>24?r.lanes.find(O=>m-24+_>=O.top&&m-24+_<O.top+O.height):void 0;D.change({node:w&&w.path!==t?w.path:void 0})}}function V(k){if(!he(k))return;let v={"+":()=>L(1.6),"=":()=>L(1.6),"-":()=>L(1/1.6),0:()=>c({zoom:1,left:0,top:0}),ArrowLeft:()=>E(80,0),ArrowRight:()=>E(-80,0),ArrowUp:()=>E(0,40),ArrowDown:()=>E(0,-40),Escape:()=>D.change({node:void 0})};Object.hasOwn(v,k.key)&&(k.preventDefault(),v[k.key]())}}function ls(e){let t=Z(e.start)??0,n=Z(e.end),o=1;for(let i of e.lanes)for(let s of i.spans)o=Math.max(o,s.end??s.start);return Math.max(o,n===void 0?we()-t:Math.min(n-t,Math.max(o*1.5,1e3)),1)}function Ne(e,t,n){return Math.max(t,Math.min(n,e))}function Un({model:e,query:t}){let n=q(e.summary.status)?2e3:void 0,{value:o,error:i,isLoading:s}=ee(`runs/${e.key}/timeline`,{every:n,again:e.summary.status});return o===void 0?l`<div class="page"><${R} error=${i} isLoading=${s}>Nothing has run yet.<//></div>`:l`<div class="page timeline">
    ${i&&l`<${R} error=${i} />`}
    <${Bn} timeline=${o} selected=${t.node} />
    ${o.omitted>0&&l`<p class="faint">${P(o.omitted,"span")} not drawn.</p>`}
    <${Dn} timeline=${o} model=${e} />
  </div>`}var zn={running:e=>e.running>0||e.state==="running"||e.state==="retrying",failed:e=>e.failed>0||e.state==="failed"||e.state==="partial"};function Vn(e,t,n){let o=(t??"").toLowerCase().split(/\s+/).filter(Boolean),i=n!==void 0&&Object.hasOwn(zn,n)?zn[n]:()=>!0,s=[];return e.forEach((r,a)=>{i(r)&&o.every(c=>r.label.toLowerCase().includes(c)||r.path.toLowerCase().includes(c))&&s.push(a)}),s}var nt=class extends ie{shouldComponentUpdate(t){let{props:n}=this;return t.row!==n.row||t.top!==n.top||t.isSelected!==n.isSelected||t.isCurrent!==n.isCurrent||t.position!==n.position||t.size!==n.size||t.index!==n.index}render({row:t,index:n,top:o,position:i,size:s,isSelected:r,isCurrent:a}){let c=j(t.state),u=ne(t.state),f=T(t.label,200),p=Xe(t),h=t.item===void 0||t.item===null?"":T(t.item,80);return l`<div
      id=${`row-${n}`} role="treeitem" class=${`row ${r?"is-selected":""} ${a?"is-current":""} ${u?"":"is-closed"}`}
      aria-level=${t.level+1} aria-setsize=${s} aria-posinset=${i} aria-selected=${String(r)} style=${{transform:`translateY(${o}px)`}}
      data-row=${n} data-path=${t.path} data-level=${t.level} data-icon=${t.icon} data-label=${t.label} data-done=${t.done} data-total=${t.total}
      data-state=${t.state} data-failed=${t.failed} data-restored=${t.restored}>
      <span class="row-label" style=${{paddingInlineStart:`calc(var(--indent) * ${Math.min(t.level,12)})`}}>
        <span class=${`sign tone-${c.tone}`} aria-hidden="true">${c.sign}</span>
        <span class="icon" aria-hidden="true">${Ye(t.icon)}</span>
        <bdi class="text" title=${f}>${f}</bdi>
        ${t.isInLoop&&l`<span class="faint" title="In a loop">↻<span class="unseen"> in a loop</span></span>`}
      </span>
      <span class="row-bar"><${Te} done=${t.done} total=${t.total} failed=${t.failed} running=${u?t.running:0} tone=${c.tone}
        isUnknown=${u&&t.isTotalGrowing} isFull=${t.state==="done"} /></span>
      <span class="row-counts number">${xe(t)}</span>
      <span class=${`row-state tone-${c.tone}`}>${re(t.state)}</span>
      <span class="row-remarks" title=${p.map(([d])=>d).join(", ")}>${p.map(([d,$],b)=>l`<span key=${b} class=${`tone-${$}`}>${d}</span>`)}</span>
      <span class="row-elapsed number faint"><${fe} started=${t.started} ended=${t.ended} elapsed=${u?void 0:t.elapsed} isOpen=${u} /></span>
      <span class="row-remaining number">${u&&t.remaining!==void 0&&t.remaining!==null?`${be(t.remaining)} left`:""}</span>
      <span class="row-rate number faint">${t.rate?Ke(t.rate):""}</span>
      <span class="row-item faint">${h&&l`<bdi class="text" title=${h}>${h}</bdi>`}</span>
    </div>`}};var cs=300,Wn=8,us=620,ds=1700;function Kn({model:e,query:t}){let{rows:n,places:o}=e,i=X(null),s=Le(i),r=s.width<us?50:s.width<ds?30:34,a=H(()=>n.reduce((m,w)=>Math.max(m,2*y(w.total).length+1),5),[e.structure]),[c,u]=M(0),[f,p]=M(-1),h=!!(t.q||t.show),d=H(()=>h?Vn(n,t.q,t.show):void 0,[n,t.q,t.show,t.show?e.version:0]),$=d?.length??n.length,b=m=>d===void 0?m:d[m],g=H(()=>f>=0&&n[f]?.path===t.node?f:e.indexOf(t.node),[t.node,n,f,e.structure]),_=f>=0&&f<n.length?f:g;C(()=>{g>=0&&J(U(g),!0)},[g,s.height,r]);let x=$>cs,L=x?Math.max(0,Math.floor(c/r)-Wn):0,E=x?Math.min($,Math.ceil((c+(s.height||800))/r)+Wn):$,G=[];for(let m=L;m<E;m++){let w=b(m),O=n[w];O!==void 0&&G.push(l`<${nt}
        key=${w} row=${O} index=${w} top=${m*r}
        position=${o.position[w]} size=${o.size[w]}
        isSelected=${w===g} isCurrent=${w===_} />`)}return l`<div class="beside">
    <div class="tree-side">
      <div class="filters" role="search" aria-label="Filter of rows">
        <${pe} label="Filter rows" value=${t.q??""} onChange=${m=>D.change({q:m||void 0})} />
        <${Se} label="Rows" value=${t.show??"all"} options=${[["all","All"],["running","Running"],["failed","Failed"]]}
          onChange=${m=>D.change({show:m==="all"?void 0:m})} />
        <span class="faint" role="status">${h?`${y($)} of ${y(n.length)} rows`:`${y(n.length)} rows`}</span>
      </div>
      <div class="tree" role="tree" aria-label="Rows of the run" tabindex="0" ref=${i} data-rows=${n.length}
        style=${{"--row":`${r}px`,"--counts":`${a+1}ch`}}
        aria-activedescendant=${_>=0&&G.some(m=>m.props.index===_)?`row-${_}`:void 0}
        onScroll=${m=>x&&u(m.currentTarget.scrollTop)} onKeyDown=${v} onClick=${V}
        onFocus=${()=>_<0&&$>0&&p(b(0))}>
        ${$===0?l`<div role="treeitem" aria-level="1" aria-setsize="1" aria-posinset="1" class="note">${n.length===0?"No row yet.":"No row matches the filter."}</div>`:l`<div class="tree-space" role="none" style=${{height:`${$*r}px`}}>${G}</div>`}
      </div>
    </div>
    ${g>=0&&l`<${Qe} model=${e} row=${n[g]} onClose=${z} />`}
  </div>`;function U(m){return d===void 0?m:d.indexOf(m)}function J(m,w){let O=i.current;if(m<0||O===null||O.clientHeight===0)return;let Y=m*r;(Y<O.scrollTop||Y+r>O.scrollTop+O.clientHeight)&&(O.scrollTop=w?Y-O.clientHeight/2:Y<O.scrollTop?Y:Y+r-O.clientHeight,u(O.scrollTop))}function z(){D.change({node:void 0,item:void 0}),i.current?.focus({preventScroll:!0})}function se(m){p(m),D.change({node:n[m].path,item:void 0})}function V(m){let w=m.target.closest("[data-row]");w&&se(Number(w.dataset.row))}function k(m){let w=Math.max(0,Math.min($-1,m));p(b(w)),J(w,!1)}function v(m){if(m.ctrlKey||m.metaKey||m.altKey||$===0)return;let w=Math.max(0,U(_)),O=Math.max(1,Math.floor(s.height/r)-1),Y={ArrowDown:w+1,ArrowUp:w-1,Home:0,End:$-1,PageDown:w+O,PageUp:w-O};if(Object.hasOwn(Y,m.key))k(_<0?0:Y[m.key]);else if(m.key==="ArrowLeft"&&_>=0){let ce=U(o.parent[_]);ce>=0&&k(ce)}else if(m.key==="ArrowRight"&&_>=0)o.parent[b(w+1)]===_&&k(w+1);else if(m.key==="Enter"&&_>=0){let ce=n[_];ce.icon==="map"?D.go(A(e.key,"items",{row:ce.path,node:ce.path})):se(_)}else if(m.key===" "&&_>=0)se(_);else if(m.key==="Escape"&&t.node!==void 0)z();else return;m.preventDefault()}}var jn=[["tree","Tree",Kn],["picture","Picture",On],["timeline","Timeline",Un],["failures","Failures",gn],["log","Log",xn],["items","Items",bn],["questions","Questions",Rn]];function Yn({route:e}){let t=Q(H(()=>new tt(e.key),[e.key])),{value:n}=Q(K);C(()=>{let a=t.open();return()=>{a(),ae.set("open")}},[t]);let{summary:o}=t;C(()=>{document.title=o?`${T(o.graph,60)} ${o.status} · Hypergraph`:"Hypergraph"},[o?.graph,o?.status]);let i=jn.filter(([a])=>fs(a,t,n));if(C(()=>{let a=c=>{let u=he(c)?i[Number(c.key)-1]:void 0;u&&D.go(A(t.key,u[0],Gn(D.route.query)))};return addEventListener("keydown",a),()=>removeEventListener("keydown",a)}),C(()=>{document.querySelector(".tabs [aria-current]")?.scrollIntoView({block:"nearest",inline:"nearest"})},[e.view,o!==void 0]),o===void 0)return l`<div class="page"><h1>Run</h1><${R} isLoading=${!t.isUnknown}>The server does not know this run. <a href="#/">All runs</a><//></div>`;let s=t.isStored?"questions":e.view,r=jn.find(([a])=>a===s)[2];return l`<div class="run-page" data-key=${t.key} data-status=${o.status}>
    <${hs} summary=${o} canStop=${n.canStop} />
    <nav class="tabs" aria-label="Views of the run">
      ${i.map(([a,c])=>l`<a key=${a} href=${A(t.key,a,Gn(e.query))} aria-current=${a===s?"page":void 0}>
          ${c}${ps(a,o)}</a>`)}
    </nav>
    <${r} model=${t} query=${e.query} />
  </div>`}function Gn({node:e,item:t}){return{node:e,item:t}}function fs(e,t,n){return e==="questions"?t.isStored||!!(t.summary?.workflow&&n.hasStore):!t.isStored&&(e!=="items"||t.rows.some(o=>o.icon==="map"))}function ps(e,t){let n=e==="failures"?t.failed:e==="questions"?t.questions:0;return n>0?l` <span class=${`badge ${e==="failures"?"is-bad":""}`}>${y(n)}</span>`:null}function hs({summary:e,canStop:t}){let n=j(e.status);return l`<div class="run-header">
    <div class="run-title">
      <nav aria-label="Breadcrumb"><a href="#/">Runs</a><span aria-hidden="true"> / </span></nav>
      <h1><${S} value=${e.graph} /></h1>
      <${oe} state=${e.status} class="pill" />
      ${e.workflow&&l`<${S} class="faint" value=${e.workflow} />`}
      ${e.origin&&l`<${S} class="faint" value=${e.origin} />`}
      <span class="fill"></span>
      ${t&&e.source==="live"&&q(e.status)&&l`<${Nn} summary=${e} />`}
    </div>
    <div class="run-facts">
      ${e.source!=="store"&&l`<${Te} done=${e.done} total=${e.total} failed=${e.failed} tone=${n.tone} isFull=${e.status==="completed"} />
        <span class="number">${y(e.done)}/${y(e.total)}</span>`}
      ${e.failed>0&&l`<span class="tone-bad">${y(e.failed)} failed</span>`}
      ${e.restored>0&&l`<span class="tone-good">↺ ${y(e.restored)} restored</span>`}
      ${e.questions>0&&l`<a href=${A(e.key,"questions")}>${P(e.questions,"open question")}</a>`}
      <span class="faint">started <${le} value=${e.started} /></span>
      <span class="faint number"><${fe} started=${e.started} ended=${e.ended} isOpen=${q(e.status)} /></span>
      ${e.forkedFrom&&l`<span class="faint">forked from <${S} value=${e.forkedFrom} /></span>`}
    </div>
    ${e.error&&l`<p class="run-failure tone-bad"><${S} value=${e.error} max=${1e3} /></p>`}
  </div>`}var ot=class extends W{constructor(){super(),this.runs=new Map,this.isLoaded=!1}open(){return et("api/runs/stream",{state:t=>ae.set(t),events:{runs:t=>{ke(t.time),this.runs=new Map(t.runs.map(n=>[n.key,n])),this.isLoaded=!0,this.changed()},change:t=>{ke(t.time);for(let n of t.runs??[])this.runs.set(n.key,n);for(let n of t.removed??[])this.runs.delete(n);this.changed()}}})}newestFirst(){return[...this.runs.values()].sort((t,n)=>t.started<n.started?1:t.started>n.started?-1:0)}};var Qn=["waiting","running","interrupted","paused","completed","partial","failed","stopped"],Xn={hour:36e5,day:864e5};function qn(e,{status:t,graph:n,time:o,q:i}){let s=o&&Object.hasOwn(Xn,o)?we()-Xn[o]:void 0,r=(i??"").toLowerCase().split(/\s+/).filter(Boolean);return e.filter(a=>(!t||a.status===t)&&(!n||a.graph===n)&&(s===void 0||ms(a,s))&&r.every(c=>$s(a).includes(c)))}function ms(e,t){return e.status==="running"||(Z(e.ended??e.started)??0)>=t}function $s(e){return[e.graph,e.workflow,e.run,e.origin,e.error,e.status,e.forkedFrom].filter(Boolean).join(`
`).toLowerCase()}var Jn=200;function Zn({query:e}){let t=Q(H(()=>new ot,[])),[n,o]=M(Jn);C(()=>t.open(),[t]),C(()=>{document.title="Runs · Hypergraph"},[]);let i=t.newestFirst(),s=qn(i,e),r=[...new Set(i.map(c=>c.graph))].sort(),a=c=>D.change(c);return l`<div class="page runs">
    <h1>Runs</h1>
    <div class="filters" role="search" aria-label="Filter of runs">
      <${pe} label="Filter by text" value=${e.q??""} onChange=${c=>a({q:c||void 0})} />
      <select aria-label="Status" value=${e.status??""} onChange=${c=>a({status:c.currentTarget.value||void 0})}>
        <option value="">Any status</option>
        ${Qn.map(c=>l`<option key=${c} value=${c}>${c}</option>`)}
      </select>
      <select aria-label="Graph" value=${e.graph??""} onChange=${c=>a({graph:c.currentTarget.value||void 0})}>
        <option value="">Any graph</option>
        ${r.map(c=>l`<option key=${c} value=${c}>${T(c,60)}</option>`)}
      </select>
      <${Se} label="Started" value=${e.time??"all"} options=${[["hour","Last hour"],["day","Last day"],["all","All"]]}
        onChange=${c=>a({time:c==="all"?void 0:c})} />
      <span class="faint" role="status">${s.length===i.length?P(i.length,"run"):`${y(s.length)} of ${P(i.length,"run")}`}</span>
    </div>
    ${s.length===0?l`<${R} isLoading=${!t.isLoaded}>${i.length===0?"No run yet. Runs appear here as soon as they begin.":"No run matches the filter."}<//>`:l`<ul class="run-list">${s.slice(0,n).map(c=>l`<${_s} key=${c.key} run=${c} />`)}</ul>`}
    ${s.length>n&&l`<button type="button" onClick=${()=>o(n+Jn)}>Show more</button>`}
  </div>`}function _s({run:e}){let t=j(e.status);return l`<li data-run=${e.key} data-status=${e.status} class=${`edge-${t.tone}`}>
    <a href=${A(e.key,e.source==="store"?"questions":"tree")}>
      <${oe} state=${e.status} />
      <span class="run-name">
        <${S} class="strong" value=${e.graph} />
        <span class="faint run-origin"><${gs} run=${e} /></span>
      </span>
      <span class="run-bar">
        ${e.source!=="store"&&l`<${Te} done=${e.done} total=${e.total} failed=${e.failed} tone=${t.tone} isFull=${e.status==="completed"} />
          <span class="number">${y(e.done)}/${y(e.total)}</span>`}
      </span>
      <span class="run-remarks">
        ${e.failed>0&&l`<span class="tone-bad">${y(e.failed)} failed</span>`}
        ${e.restored>0&&l`<span class="tone-good">↺ ${y(e.restored)} restored</span>`}
        ${e.questions>0&&l`<span class="tone-held">${P(e.questions,"question")}</span>`}
        ${e.error&&l`<${S} class="tone-bad run-error" value=${e.error} />`}
      </span>
      <span class="run-times faint"><${le} value=${e.started} /><span class="number"><${fe} started=${e.started} ended=${e.ended} isOpen=${q(e.status)} /></span></span>
    </a>
  </li>`}function gs({run:e}){let t=e.source==="live"?"live":e.source==="log"?"log":"stored";return l`<span class="badge">${t}</span>
    ${e.isMap&&l`<span class="badge">map</span>`}
    ${e.workflow&&l`<${S} value=${e.workflow} />`}
    ${e.origin&&l`<${S} value=${e.origin} />`}
    ${!e.workflow&&e.run&&l`<span class="mono">${T(e.run,12)}</span>`}`}var eo="hypergraph-theme",st=["auto","light","dark"];function it(){try{let e=localStorage.getItem(eo);return st.includes(e)?e:"auto"}catch{return"auto"}}function Ot(e){e==="auto"?delete document.documentElement.dataset.theme:document.documentElement.dataset.theme=e,dispatchEvent(new Event("themechange"))}function to(e){let t=st[(st.indexOf(e)+1)%st.length];try{localStorage.setItem(eo,t)}catch{}return Ot(t),t}var vs={auto:"◐",light:"☀",dark:"☾"};function no(){let{route:e}=Q(D),{value:t}=Q(K),{isLost:n}=Q(ae),[o,i]=M(it),[s,r]=M(!1);return C(()=>{let a=c=>{if(he(c)){if(c.key==="?")c.preventDefault(),r(!0);else if(c.key==="/"){let u=document.querySelector("[data-filter]");u&&(c.preventDefault(),u.focus())}}};return addEventListener("keydown",a),()=>removeEventListener("keydown",a)},[]),l`
    <a class="skip" href="#main" onClick=${a=>(a.preventDefault(),document.getElementById("main").focus())}>Skip to content</a>
    <header class="top">
      <a class="brand" href="#/"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4 L12 4 M4 4 L8 12 M12 4 L8 12" /><circle cx="4" cy="4" r="2.5" /><circle cx="12" cy="4" r="2.5" /><circle cx="8" cy="12" r="2.5" /></svg>Hypergraph</a>
      ${t.graph&&l`<${S} class="faint graph-name" value=${t.graph} />`}
      <span class="fill"></span>
      <span class="connection" role="status">${n?"Reconnecting…":""}</span>
      <button type="button" class="quiet" data-theme-toggle aria-label=${`Theme: ${o}`} title=${`Theme: ${o}`} onClick=${()=>i(to(o))}>
        <span aria-hidden="true">${vs[o]}</span></button>
      <button type="button" class="quiet" aria-label="Help" title="Help (?)" onClick=${()=>r(!0)}>?</button>
    </header>
    <main id="main" tabindex="-1">
      ${e.key===void 0?l`<${Zn} query=${e.query} />`:l`<${Yn} key=${e.key} route=${e} />`}
    </main>
    ${s&&l`<${_n} onClose=${()=>r(!1)} version=${t.version} />`}`}Ot(it());K.load().catch(()=>{});Vt(Ue(no,null),document.getElementById("app"));
